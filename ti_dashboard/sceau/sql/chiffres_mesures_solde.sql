-- grain: one row per arrêté × phase × indicator of the balance of territories × perimeter
SELECT
    e.arrete_id, e.phase, i.indicateur_id, e.perimetre, count(*) AS nb_sujets, sum(e.compte) AS total
FROM eclats e CROSS JOIN indicateurs_lus i
GROUP BY ALL
