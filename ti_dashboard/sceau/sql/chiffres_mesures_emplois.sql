-- grain: one row per arrêté × phase × indicator of jobs × perimeter
SELECT
    e.arrete_id, e.phase, e.indicateur_id, e.perimetre,
    count(*) FILTER (e.est_retenu) AS nb_sujets,
    count(*) FILTER (e.est_retenu AND e.est_inconnu AND i.agregat <> 'compte' AND NOT i.verifies) AS nb_inconnus,
    sum(e.total) AS total,
    count(*) AS ensemble
FROM eclats e JOIN indicateurs_lus i USING (indicateur_id)
GROUP BY ALL
