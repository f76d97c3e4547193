-- grain: one row as montants_bilan gives it, read from sums made when the publication was built
-- avec: acte_suivi, etat_ou_operateur
SELECT
    arrete_id,
    type_montant,
    sum(montant_eur) AS montant,
    sum(montant_eur) FILTER (etat_ou_operateur(cumul_flux)) AS montant_etat_operateurs,
    sum(montant_droit_commun) FILTER (etat_ou_operateur(cumul_flux)) AS montant_droit_commun,
    sum(montant_de_l_annee) AS montant_de_l_annee,
    sum(nb_lignes)::BIGINT AS nb_lignes,
    coalesce(sum(nb_lignes) FILTER (etat_ou_operateur(cumul_flux)), 0)::BIGINT AS nb_lignes_etat_operateurs,
    sum(nb_inconnus)::BIGINT AS nb_inconnus,
    coalesce(sum(nb_inconnus) FILTER (etat_ou_operateur(cumul_flux)), 0)::BIGINT AS nb_inconnus_etat_operateurs
FROM cumul_flux
WHERE phase = $phase
  AND acte_suivi(cumul_flux)
GROUP BY ALL
ORDER BY ALL
