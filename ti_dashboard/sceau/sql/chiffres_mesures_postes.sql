-- grain: one row per arrêté × phase × indicator of posts × perimeter
-- avec: parmi
SELECT
    e.arrete_id, e.phase, i.indicateur_id, e.perimetre,
    count(*) FILTER (parmi(i.postes, e.etat_poste)) AS nb_sujets,
    count(*) AS ensemble
FROM eclats e CROSS JOIN indicateurs_lus i
GROUP BY ALL
