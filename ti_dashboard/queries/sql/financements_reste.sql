-- grain: one row per age of the commitment; what is left to pay per project × body, then summed where every amount is known
WITH dossier AS (
    SELECT
        arrete_id, coalesce(projet_id, territoire_id) AS sujet_id, famille_id,
        min(date_effet) FILTER (type_montant = 'engage') AS date_engagement,
        sum(CASE type_montant WHEN 'engage' THEN montant_eur ELSE -montant_eur END) AS reste,
        count(*) > count(montant_eur) AS est_inconnu
    FROM etat_flux
    WHERE phase = $phase AND type_montant IN ('engage', 'annule', 'paye') AND arrete_id IN ($arrete, $compare)
      AND (len($regions) = 0 OR list_contains($regions, code_region))
      AND (len($themes) = 0 OR list_has_any($themes, themes))
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
    GROUP BY ALL
    HAVING count(*) FILTER (type_montant = 'engage') > 0
),
age AS (
    SELECT *, CASE
        WHEN date_engagement > arrete_id - INTERVAL 6 MONTH THEN 1
        WHEN date_engagement > arrete_id - INTERVAL 12 MONTH THEN 2
        WHEN date_engagement >= arrete_id - INTERVAL 24 MONTH THEN 3
        ELSE 4 END AS tranche
    FROM dossier
)
SELECT
    t.tranche,
    sum(a.reste) FILTER (a.arrete_id = $arrete AND NOT a.est_inconnu) AS reste,
    count(*) FILTER (a.arrete_id = $arrete AND NOT a.est_inconnu AND a.reste <> 0) AS nb_dossiers,
    count(*) FILTER (a.arrete_id = $arrete) AS nb_engages,
    count(*) FILTER (a.arrete_id = $arrete AND a.est_inconnu) AS nb_inconnus,
    count(*) FILTER (a.arrete_id = $arrete AND NOT a.est_inconnu AND a.reste < 0) AS nb_depassements,
    sum(a.reste) FILTER (a.arrete_id = $compare AND NOT a.est_inconnu) AS reste_precedent,
    count(*) FILTER (a.arrete_id = $compare) AS nb_engages_precedent
FROM range(1, 5) t(tranche)
LEFT JOIN age a USING (tranche)
GROUP BY t.tranche
ORDER BY t.tranche
