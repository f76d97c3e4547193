-- grain: one row as financements_operateur_theme gives it, read from sums made when the publication was built
-- avec: acte_suivi, nom_a_l_arrete
WITH engagement AS (
    SELECT famille_id, montant_eur, nb_inconnus, themes FROM cumul_flux
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant = 'engage'
      AND acte_suivi(cumul_flux)
),
cellule AS (
    SELECT famille_id, montant_eur, nb_inconnus, unnest(CASE WHEN len(themes) = 0 THEN ['-'] ELSE themes END || ['*']) AS theme_id
    FROM engagement
)
SELECT
    c.famille_id, any_value(n.nom) AS operateur, c.theme_id,
    sum(c.montant_eur) AS montant,
    sum(c.nb_inconnus)::BIGINT AS nb_inconnus
FROM cellule c
JOIN nom_a_l_arrete n USING (famille_id)
GROUP BY c.famille_id, c.theme_id
ORDER BY c.theme_id <> '*', montant DESC NULLS LAST, operateur, c.famille_id, c.theme_id
