-- grain: one row per arrêté × phase × indicator × perimeter, of facts that each have one value (valeur), known or not
WITH mesure AS (
    SELECT
        e.arrete_id, e.phase, i.indicateur_id, e.perimetre, count(*) AS nb_sujets, sum(e.valeur) AS total,
        list_sort(list(e.valeur) FILTER (e.valeur IS NOT NULL)) AS valeurs
    FROM eclats e CROSS JOIN indicateurs_lus i
    WHERE REGLES_TENUES
    GROUP BY ALL
)
SELECT
    arrete_id, phase, indicateur_id, perimetre, nb_sujets, nb_sujets - coalesce(len(valeurs), 0) AS nb_inconnus, total,
    -- Of an even number of values, the middle of the two in the middle, exactly.
    (valeurs[(len(valeurs) + 1) // 2] + valeurs[len(valeurs) // 2 + 1]) * 0.5::DECIMAL(2, 1) AS mediane
FROM mesure
