-- grain: one row per arrêté × phase × indicator of what is left to pay × perimeter
WITH dossier AS (
    SELECT
        arrete_id, phase, perimetre, sujet_id, famille_id, sum(nb_inconnus) > 0 AS est_inconnu, sum(reste) AS reste
    FROM eclats
    GROUP BY ALL
    HAVING sum(nb_engagements) > 0
)
SELECT
    d.arrete_id, d.phase, i.indicateur_id, d.perimetre,
    -- A file paid to the cent has nothing left to pay: it is known, and behind nothing.
    count(*) FILTER (d.est_inconnu OR d.reste <> 0) AS nb_sujets,
    count(*) FILTER (d.est_inconnu) AS nb_inconnus,
    sum(d.reste) FILTER (NOT d.est_inconnu) AS total
FROM dossier d CROSS JOIN indicateurs_lus i
GROUP BY ALL
