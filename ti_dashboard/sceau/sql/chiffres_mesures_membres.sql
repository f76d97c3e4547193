-- grain: one row per arrêté × phase × indicator of members × perimeter
WITH retenu AS (
    SELECT
        e.arrete_id, e.phase, i.indicateur_id, e.perimetre,
        CASE i.sujet WHEN 'territoire_id' THEN e.territoire_id ELSE e.siren END AS sujet_id,
        CASE i.volet WHEN 'tous' THEN true WHEN 'recandidats' THEN e.mouvement = 'maintenu'
            ELSE e.mouvement = i.volet END AS est_retenu
    FROM eclats e CROSS JOIN indicateurs_lus i
)
SELECT
    arrete_id, phase, indicateur_id, perimetre,
    count(DISTINCT sujet_id) FILTER (est_retenu) AS nb_sujets, count(DISTINCT sujet_id) AS ensemble
FROM retenu
GROUP BY ALL
