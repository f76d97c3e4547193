-- grain: one row per fact known at the arrêté of a territory: in or out of the programme, milestone of one family
WITH fait AS (
    SELECT p.territoire_id, 'programme' AS genre,
        CASE p.mouvement WHEN 'entree' THEN 'Entrée dans le programme' ELSE 'Sortie du programme' END AS fait,
        p.mouvement = 'entree' AS est_dedans, NULL AS jalon, NULL AS est_engage, NULL AS est_signe,
        p.date_effet, p.date_connaissance, p.cause, p.livraison_id, p.ligne
    FROM perimetre p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.phase = $phase AND p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
    UNION ALL
    SELECT j.territoire_id, 'jalon', y.libelle, NULL, j.jalon, y.est_engage, y.est_signe, j.date_effet,
        j.date_connaissance, j.cause, j.livraison_id, j.ligne
    FROM jalon j JOIN arrete a ON a.arrete_id = $arrete JOIN type_jalon y USING (jalon)
    WHERE j.phase = $phase AND y.famille = $famille
      AND j.date_connaissance <= a.date_cloture AND j.date_effet <= a.arrete_id
)
SELECT
    t.code_region, f.*, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM fait f
JOIN territoire t ON t.phase = $phase AND t.territoire_id = f.territoire_id
JOIN livraison l USING (livraison_id)
ORDER BY f.territoire_id, f.date_effet, f.date_connaissance, f.livraison_id, f.ligne
