-- grain: one row per fact known at the arrêté of a territory: in or out of the programme, milestone of one family
-- avec: lieu_suivi, connu, ordre_des_faits
WITH fait AS (
    SELECT p.territoire_id, 'programme' AS genre, p.mouvement AS fait,
        p.mouvement = 'entree' AS est_dedans, NULL AS jalon, NULL AS est_engage, NULL AS est_signe,
        p.date_effet, p.date_connaissance, p.cause, p.livraison_id, p.ligne
    FROM perimetre p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.phase = $phase AND connu(p, a)
    UNION ALL
    SELECT j.territoire_id, 'jalon', y.libelle, NULL, j.jalon, y.est_engage, y.est_signe, j.date_effet,
        j.date_connaissance, j.cause, j.livraison_id, j.ligne
    FROM jalon j JOIN arrete a ON a.arrete_id = $arrete JOIN type_jalon y USING (jalon)
    WHERE j.phase = $phase AND y.famille = $famille
      AND connu(j, a)
)
SELECT
    t.code_region, lieu_suivi(t) AS est_suivi, f.*, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM fait f
JOIN (SELECT CAST($arrete AS DATE) AS arrete_id, * FROM territoire) t ON t.phase = $phase AND t.territoire_id = f.territoire_id
JOIN livraison l USING (livraison_id)
ORDER BY f.territoire_id, ordre_des_faits(f)
