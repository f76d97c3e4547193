-- grain: one row per project of the territory at the arrêté, exits included
SELECT p.projet_id, p.intitule, s.libelle AS statut, p.est_compte, p.date_statut,
    sum(f.montant_eur) FILTER (f.type_montant = 'engage') AS montant_engage,
    sum(f.montant_eur) FILTER (f.type_montant = 'paye') AS montant_paye,
    count(*) FILTER (f.type_montant = 'engage' AND f.montant_eur IS NULL) AS nb_engagements_inconnus
FROM etat_projet p
JOIN statut_projet s USING (statut)
LEFT JOIN etat_flux f USING (arrete_id, projet_id)
WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.territoire_id = $territoire_id
GROUP BY ALL
ORDER BY montant_engage DESC NULLS LAST, p.intitule
