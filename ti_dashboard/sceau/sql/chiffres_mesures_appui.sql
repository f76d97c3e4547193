-- grain: one row per arrêté × phase × indicator of projects since the support × perimeter
SELECT
    e.arrete_id, e.phase, i.indicateur_id, e.perimetre,
    count(*) FILTER (CASE WHEN list_contains(i.moments, 'bouge') THEN e.est_bouge ELSE e.est_avant END) AS nb_sujets
FROM eclats e CROSS JOIN indicateurs_lus i
GROUP BY ALL
