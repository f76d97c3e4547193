-- grain: one row per arrêté × phase × indicator of days without news × perimeter
WITH mesure AS (
    SELECT
        e.arrete_id, e.phase, i.indicateur_id, e.perimetre, count(*) AS nb_sujets,
        list_sort(list(e.nb_jours) FILTER (e.nb_jours IS NOT NULL)) AS jours
    FROM eclats e CROSS JOIN indicateurs_lus i
    GROUP BY ALL
)
SELECT
    arrete_id, phase, indicateur_id, perimetre, nb_sujets, nb_sujets - coalesce(len(jours), 0) AS nb_inconnus,
    (jours[(len(jours) + 1) // 2] + jours[len(jours) // 2 + 1]) * 0.5::DECIMAL(2, 1) AS mediane
FROM mesure
