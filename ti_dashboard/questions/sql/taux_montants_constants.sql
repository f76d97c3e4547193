-- grain: one row per arrêté ($arrete, $anterieur): of the lines of the territories of both, two kinds of amounts
-- avec: acte_suivi, present_aux_deux
SELECT arrete_id, coalesce(sum(montant_eur) FILTER (type_montant = $haut), 0) AS haut,
    coalesce(sum(montant_eur) FILTER (type_montant = $bas), 0) AS bas
FROM etat_flux
WHERE arrete_id IN ($arrete, $anterieur) AND phase = $phase
  AND list_contains($types, type_montant) AND list_contains($categories, categorie)
  AND acte_suivi(etat_flux) AND present_aux_deux(etat_flux)
GROUP BY arrete_id
ORDER BY arrete_id
