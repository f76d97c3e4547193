-- grain: one row per body × territory (or none) with a commitment at the arrêté, the largest first; follows every filter
-- avec: acte_suivi, nom_a_l_arrete, regions_couvertes
SELECT
    f.famille_id, n.nom AS operateur, f.territoire_id, t.nom AS territoire,
    any_value(coalesce(regions_couvertes(t), r.nom)) AS regions,
    count(DISTINCT f.projet_id) FILTER (f.type_montant = 'engage') AS nb_projets,
    sum(f.montant_eur) FILTER (f.type_montant = 'engage') AS montant_engage,
    CASE WHEN count(*) FILTER (f.type_montant = 'annule') = 0 THEN 0
        ELSE sum(f.montant_eur) FILTER (f.type_montant = 'annule') END AS montant_annule,
    CASE WHEN count(*) FILTER (f.type_montant = 'paye') = 0 THEN 0
        ELSE sum(f.montant_eur) FILTER (f.type_montant = 'paye') END AS montant_paye,
    count(*) FILTER (f.type_montant IN ('engage', 'annule', 'paye') AND f.montant_eur IS NULL) AS nb_inconnus
FROM etat_flux f
JOIN nom_a_l_arrete n USING (famille_id)
LEFT JOIN territoire t ON t.phase = f.phase AND t.territoire_id = f.territoire_id
LEFT JOIN region r ON r.code_region = t.code_region
WHERE f.arrete_id = $arrete AND f.phase = $phase
  AND acte_suivi(f)
GROUP BY ALL
HAVING count(*) FILTER (f.type_montant = 'engage') > 0
ORDER BY montant_engage DESC NULLS LAST, operateur, f.famille_id, territoire COLLATE fr,
    f.territoire_id
