-- grain: one row as engagements_par_operateur gives it, read from sums made when the publication was built
-- avec: lieu_suivi, themes_suivis, nom_a_l_arrete
WITH epars AS (
    SELECT famille_id, count(DISTINCT projet_id) AS nb_projets
    FROM cumul_epars
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant = 'engage'
      AND lieu_suivi(cumul_epars)
      AND themes_suivis(cumul_epars)
    GROUP BY famille_id
),
somme AS (
    SELECT
        famille_id,
        max(categorie) AS categorie,
        sum(montant_eur) FILTER (arrete_id = $arrete) AS montant,
        sum(montant_eur) FILTER (arrete_id = $compare) AS montant_precedent,
        sum(nb_projets) FILTER (arrete_id = $arrete) AS nb_projets,
        sum(nb_inconnus) FILTER (arrete_id = $arrete)::BIGINT AS nb_inconnus
    FROM cumul_flux
    WHERE phase = $phase AND type_montant = 'engage' AND arrete_id IN ($arrete, $compare)
      AND lieu_suivi(cumul_flux)
      AND themes_suivis(cumul_flux)
    GROUP BY famille_id
    HAVING count(*) FILTER (arrete_id = $arrete) > 0
)
SELECT
    s.famille_id, n.nom, s.categorie, s.montant, s.montant_precedent,
    (s.nb_projets + coalesce(e.nb_projets, 0))::BIGINT AS nb_projets,
    s.nb_inconnus
FROM somme s
JOIN nom_a_l_arrete n USING (famille_id)
LEFT JOIN epars e USING (famille_id)
ORDER BY s.montant DESC NULLS LAST, n.nom, s.famille_id
