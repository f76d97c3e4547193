-- grain: one row per step begun by somebody; median days over dossiers_delais (lignes)
SELECT
    etape,
    median(nb_jours) AS nb_jours,
    count(nb_jours) AS nb_dossiers,
    count(*) FILTER (date_effet IS NULL) AS nb_en_attente,
    count(*) FILTER (date_effet < date_debut) AS nb_inverses
FROM lignes
GROUP BY etape
