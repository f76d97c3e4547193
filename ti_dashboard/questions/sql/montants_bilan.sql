-- grain: one row per arrêté × kind of amount; follows places, theme, operateur; kinds are never summed together
-- avec: acte_suivi, etat_ou_operateur
SELECT
    arrete_id,
    type_montant,
    sum(montant_eur) AS montant,
    sum(montant_eur) FILTER (etat_ou_operateur(etat_flux)) AS montant_etat_operateurs,
    sum(montant_eur) FILTER (etat_ou_operateur(etat_flux) AND panier = 'droit_commun') AS montant_droit_commun,
    sum(montant_eur) FILTER (year(date_effet) = year(arrete_id)) AS montant_de_l_annee,
    count(*) AS nb_lignes,
    count(*) FILTER (etat_ou_operateur(etat_flux)) AS nb_lignes_etat_operateurs,
    count(*) FILTER (montant_eur IS NULL) AS nb_inconnus,
    count(*) FILTER (montant_eur IS NULL AND etat_ou_operateur(etat_flux)) AS nb_inconnus_etat_operateurs
FROM etat_flux JOIN fige_instrument USING (arrete_id, instrument_id)
WHERE phase = $phase
  AND acte_suivi(etat_flux)
GROUP BY ALL
ORDER BY ALL
