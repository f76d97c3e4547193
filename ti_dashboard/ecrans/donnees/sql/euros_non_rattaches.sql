-- grain: one row per sender with amounts at the arrêté that no territory holds, by kind of amount
SELECT l.emetteur, m.libelle AS nature_montant, count(*) AS nb_lignes, sum(f.montant_eur) AS montant_eur,
    count(*) FILTER (f.montant_eur IS NULL) AS nb_inconnus
FROM etat_flux f
JOIN livraison l USING (livraison_id)
JOIN type_montant m USING (type_montant)
WHERE f.arrete_id = $arrete AND f.phase = $phase AND f.territoire_id IS NULL
GROUP BY l.emetteur, m.libelle, m.rang
ORDER BY strip_accents(l.emetteur), l.emetteur, m.rang, m.libelle
