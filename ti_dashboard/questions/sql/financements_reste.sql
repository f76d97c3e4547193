-- grain: one row per age of the commitment; sums what is left to pay over dossiers_reste (lignes)
WITH dossier AS (
    SELECT age, sujet_id, famille_id, any_value(est_inconnu) AS est_inconnu, any_value(est_solde) AS est_solde,
        sum(reste) AS reste
    FROM lignes
    GROUP BY age, sujet_id, famille_id
)
SELECT
    age,
    sum(reste) FILTER (NOT est_inconnu) AS reste,
    count(*) FILTER (NOT est_inconnu AND NOT est_solde) AS nb_dossiers,
    count(*) FILTER (est_inconnu) AS nb_inconnus,
    count(*) FILTER (NOT est_inconnu AND reste < 0) AS nb_depassements
FROM dossier
GROUP BY age
