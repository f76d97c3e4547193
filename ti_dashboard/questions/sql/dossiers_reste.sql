-- grain: one row per ledger line of a commitment (project × body) at the arrêté, signed as it counts in the rest
-- avec: acte_suivi, parmi, classe_d_age
WITH retenu AS (
    SELECT *, coalesce(projet_id, territoire_id) AS sujet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant IN ('engage', 'annule', 'paye')
      AND acte_suivi(etat_flux)
),
dossier AS (
    SELECT
        sujet_id, famille_id, min(date_effet) FILTER (type_montant = 'engage') AS date_engagement,
        count(*) > count(montant_eur) AS est_inconnu,
        count(*) = count(montant_eur)
            AND sum(CASE type_montant WHEN 'engage' THEN montant_eur ELSE -montant_eur END) = 0 AS est_solde
    FROM retenu
    GROUP BY ALL
    HAVING count(*) FILTER (type_montant = 'engage') > 0
),
age AS (
    -- The last class whose lower bound is reached.
    SELECT *, classe_d_age($age_codes, $age_mois, date_engagement) AS age
    FROM dossier
)
SELECT
    f.*, a.age, a.est_inconnu, a.est_solde, a.date_engagement,
    -- A dossier with an unknown amount has no known rest: none of its lines is added up.
    CASE WHEN NOT a.est_inconnu AND f.type_montant = 'engage' THEN f.montant_eur
        WHEN NOT a.est_inconnu THEN -f.montant_eur END AS reste
FROM retenu f
JOIN age a ON a.famille_id = f.famille_id AND a.sujet_id IS NOT DISTINCT FROM f.sujet_id
WHERE parmi($ages, a.age)
