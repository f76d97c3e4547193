-- grain: one row per cause of what moved an amount between two arrêtés; follows every filter
-- avec: acte_suivi, cause_du_fait
-- A line is of one arrêté only when it came in, or went out of what the filters keep: the ledger never changes one.
WITH change AS (
    SELECT livraison_id, ligne, max(montant_eur) AS montant_eur, max(arrete_id) = $arrete AS est_entre FROM etat_flux
    WHERE arrete_id IN ($arrete, $anterieur) AND phase = $phase
      AND list_contains($types, type_montant) AND list_contains($categories, categorie)
      AND acte_suivi(etat_flux)
    GROUP BY livraison_id, ligne HAVING count(*) = 1
),
explique AS (
    SELECT CASE WHEN c.est_entre THEN cause_du_fait(x) ELSE 'perimetre' END AS cause,
        CASE WHEN c.est_entre THEN coalesce(c.montant_eur, 0) ELSE -coalesce(c.montant_eur, 0) END AS ecart
    FROM change c JOIN flux x USING (livraison_id, ligne)
)
SELECT cause, count(*) AS nb_lignes, coalesce(sum(ecart) FILTER (ecart > 0), 0) AS hausse,
    -coalesce(sum(ecart) FILTER (ecart < 0), 0) AS baisse
FROM explique
GROUP BY cause
ORDER BY cause
