-- grain: one row per project of the territory at the arrêté, exits included; follows theme and operateur
-- avec: themes_suivis, operateur_suivi, projet_touche
SELECT p.projet_id, p.intitule, s.libelle AS statut, p.est_compte, p.date_statut,
    sum(f.montant_eur) FILTER (f.type_montant = 'engage') AS montant_engage,
    sum(f.montant_eur) FILTER (f.type_montant = 'paye') AS montant_paye,
    count(*) FILTER (f.type_montant = 'engage' AND f.montant_eur IS NULL) AS nb_engagements_inconnus,
    count(*) FILTER (f.type_montant = 'paye' AND f.montant_eur IS NULL) AS nb_paiements_inconnus
FROM etat_projet p
JOIN statut_projet s USING (statut)
LEFT JOIN etat_flux f ON f.arrete_id = p.arrete_id AND f.projet_id = p.projet_id
  AND operateur_suivi(f)
WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.territoire_id = $territoire_id
  AND themes_suivis(p)
  AND projet_touche(p)
GROUP BY ALL
ORDER BY montant_engage DESC NULLS LAST, p.intitule, p.projet_id
