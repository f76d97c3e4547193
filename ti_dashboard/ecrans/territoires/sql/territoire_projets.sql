-- grain: one row per project of the territory at the arrêté, exits included; follows theme and operateur
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
)
SELECT p.projet_id, p.intitule, s.libelle AS statut, p.est_compte, p.date_statut,
    sum(f.montant_eur) FILTER (f.type_montant = 'engage') AS montant_engage,
    sum(f.montant_eur) FILTER (f.type_montant = 'paye') AS montant_paye,
    count(*) FILTER (f.type_montant = 'engage' AND f.montant_eur IS NULL) AS nb_engagements_inconnus,
    count(*) FILTER (f.type_montant = 'paye' AND f.montant_eur IS NULL) AS nb_paiements_inconnus
FROM etat_projet p
JOIN statut_projet s USING (statut)
LEFT JOIN etat_flux f ON f.arrete_id = p.arrete_id AND f.projet_id = p.projet_id
  AND (len($operateurs) = 0 OR list_contains($operateurs, f.famille_id))
WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.territoire_id = $territoire_id
  AND (len($themes) = 0 OR list_has_any($themes, p.themes))
  AND (len($operateurs) = 0 OR p.projet_id IN (SELECT projet_id FROM touche))
GROUP BY ALL
ORDER BY montant_engage DESC NULLS LAST, p.intitule
