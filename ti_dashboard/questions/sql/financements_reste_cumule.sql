-- grain: one row as financements_reste over dossiers_reste gives it, read from sums and from the scattered projects' lines
-- avec: acte_suivi, classe_d_age, classe_en_mois
WITH dossier AS (
    SELECT
        projet_id, famille_id,
        min(date_effet) FILTER (type_montant = 'engage') AS date_engagement,
        count(*) > count(montant_eur) AS est_inconnu,
        sum(CASE type_montant WHEN 'engage' THEN montant_eur ELSE -montant_eur END) AS reste
    FROM cumul_epars
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant IN ('engage', 'annule', 'paye')
      AND acte_suivi(cumul_epars)
    GROUP BY ALL
    HAVING count(*) FILTER (type_montant = 'engage') > 0
),
somme AS (
    SELECT
        classe_d_age($age_codes, $age_mois, date_engagement) AS age,
        CASE WHEN NOT est_inconnu THEN reste END AS reste,
        CASE WHEN NOT est_inconnu AND reste <> 0 THEN 1 ELSE 0 END AS nb_dossiers,
        CASE WHEN est_inconnu THEN 1 ELSE 0 END AS nb_inconnus,
        CASE WHEN NOT est_inconnu AND reste < 0 THEN 1 ELSE 0 END AS nb_depassements
    FROM dossier
    UNION ALL
    SELECT classe_en_mois($age_codes, $age_mois, mois_d_age), reste, nb_dossiers, nb_inconnus, nb_depassements
    FROM cumul_reste
    WHERE arrete_id = $arrete AND phase = $phase
      AND acte_suivi(cumul_reste)
)
SELECT
    age,
    sum(reste) AS reste,
    sum(nb_dossiers)::BIGINT AS nb_dossiers,
    sum(nb_inconnus)::BIGINT AS nb_inconnus,
    sum(nb_depassements)::BIGINT AS nb_depassements
FROM somme
GROUP BY age
