-- grain: one row per arrêté × phase × indicator of applications × perimeter
SELECT
    e.arrete_id, e.phase, i.indicateur_id, e.perimetre,
    count(*) FILTER (REGLES_TENUES) AS nb_sujets,
    count(*) FILTER (DENOMINATEUR_TENU) AS ensemble
FROM eclats e CROSS JOIN indicateurs_lus i
GROUP BY ALL
