-- grain: one row as financements_operateur_territoire gives it, read from sums made when the publication was built
-- avec: acte_suivi, lieu_suivi, themes_suivis, nom_a_l_arrete, regions_couvertes
WITH somme AS (
    SELECT
        phase, famille_id, territoire_id,
        sum(nb_projets) FILTER (type_montant = 'engage') AS nb_projets,
        sum(montant_eur) FILTER (type_montant = 'engage') AS montant_engage,
        CASE WHEN count(*) FILTER (type_montant = 'annule') = 0 THEN 0
            ELSE sum(montant_eur) FILTER (type_montant = 'annule') END AS montant_annule,
        CASE WHEN count(*) FILTER (type_montant = 'paye') = 0 THEN 0
            ELSE sum(montant_eur) FILTER (type_montant = 'paye') END AS montant_paye,
        coalesce(sum(nb_inconnus) FILTER (type_montant IN ('engage', 'annule', 'paye')), 0)::BIGINT AS nb_inconnus
    FROM cumul_flux
    WHERE arrete_id = $arrete AND phase = $phase
      AND acte_suivi(cumul_flux)
    GROUP BY ALL
    HAVING count(*) FILTER (type_montant = 'engage') > 0
),
epars AS (
    SELECT famille_id, territoire_id, count(DISTINCT projet_id) AS nb_projets
    FROM cumul_epars
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant = 'engage'
      AND lieu_suivi(cumul_epars)
      AND themes_suivis(cumul_epars)
    GROUP BY ALL
)
SELECT
    f.famille_id, n.nom AS operateur, f.territoire_id, t.nom AS territoire,
    coalesce(regions_couvertes(t), r.nom) AS regions,
    (f.nb_projets + coalesce(e.nb_projets, 0))::BIGINT AS nb_projets,
    f.montant_engage, f.montant_annule, f.montant_paye, f.nb_inconnus
FROM somme f
JOIN nom_a_l_arrete n USING (famille_id)
LEFT JOIN epars e ON e.famille_id = f.famille_id AND e.territoire_id IS NOT DISTINCT FROM f.territoire_id
LEFT JOIN territoire t ON t.phase = f.phase AND t.territoire_id = f.territoire_id
LEFT JOIN region r ON r.code_region = t.code_region
ORDER BY montant_engage DESC NULLS LAST, operateur, f.famille_id, territoire COLLATE fr,
    f.territoire_id
