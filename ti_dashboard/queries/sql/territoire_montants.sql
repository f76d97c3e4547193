-- grain: one row per kind of amount in the territory at the arrêté; kinds are never summed together
SELECT t.type_montant, t.libelle, t.rang, sum(f.montant_eur) AS montant, count(f.livraison_id) AS nb_lignes,
    count(f.livraison_id) FILTER (f.montant_eur IS NULL) AS nb_inconnus
FROM type_montant t
LEFT JOIN etat_flux f ON f.type_montant = t.type_montant AND f.arrete_id = $arrete AND f.phase = $phase
  AND f.territoire_id = $territoire_id
GROUP BY ALL
ORDER BY t.rang
