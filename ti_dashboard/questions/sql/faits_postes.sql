-- grain: one row per fact known at the arrêté of a post, or of the unknown post (no poste_id) of a territory
-- avec: connu, ordre_des_faits
WITH sujet AS (
    SELECT DISTINCT unnest($sujets) AS territoire_id
),
fait AS (
    SELECT p.territoire_id, NULL AS poste_id, 'programme' AS genre, p.mouvement AS fait,
        p.mouvement = 'entree' AS est_dedans, NULL AS est_suivi, NULL AS etat_poste,
        p.date_effet, p.date_connaissance, p.cause, p.livraison_id, p.ligne
    FROM perimetre p JOIN arrete a ON a.arrete_id = $arrete SEMI JOIN sujet USING (territoire_id)
    WHERE p.phase = $phase AND connu(p, a)
    UNION ALL
    SELECT j.territoire_id, NULL, 'poste', y.libelle, NULL, j.jalon = 'appui_retenu', NULL, j.date_effet,
        j.date_connaissance, j.cause, j.livraison_id, j.ligne
    FROM jalon j JOIN arrete a ON a.arrete_id = $arrete JOIN type_jalon y USING (jalon)
    SEMI JOIN sujet USING (territoire_id)
    WHERE j.phase = $phase AND y.famille = 'appui'
      AND connu(j, a)
    UNION ALL
    -- The code of what a post became: who reads it says it.
    SELECT p.territoire_id, p.poste_id, 'poste', p.etat_poste AS fait, NULL, true, p.etat_poste, p.date_effet,
        p.date_connaissance, p.cause, p.livraison_id, p.ligne
    FROM poste p JOIN arrete a ON a.arrete_id = $arrete SEMI JOIN sujet USING (territoire_id)
    WHERE p.phase = $phase AND connu(p, a)
),
vecu AS (
    SELECT * FROM fait WHERE poste_id IS NOT NULL
    UNION ALL
    SELECT f.* REPLACE (d.poste_id AS poste_id)
    FROM fait f JOIN (SELECT DISTINCT territoire_id, poste_id FROM fait WHERE poste_id IS NOT NULL) d
        USING (territoire_id)
    WHERE f.genre = 'programme'
    UNION ALL
    -- A supported territory has an unknown post until anything is known of one of its posts.
    SELECT * REPLACE (
        NULL AS poste_id,
        last_value(CASE WHEN poste_id IS NULL THEN est_suivi END IGNORE NULLS) OVER w AS est_suivi,
        CASE count(poste_id) OVER w WHEN 0 THEN 'inconnu' ELSE 'connu' END AS etat_poste
    )
    FROM fait
    WINDOW w AS (PARTITION BY territoire_id ORDER BY ordre_des_faits(fait)
        ROWS UNBOUNDED PRECEDING)
)
SELECT v.*, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM vecu v
JOIN livraison l USING (livraison_id)
ORDER BY v.territoire_id, v.poste_id, ordre_des_faits(v)
