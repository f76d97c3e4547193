-- grain: one row per territory of the programme at the arrêté, with what the chosen bodies committed there
SELECT
    e.territoire_id, t.nom AS territoire, r.nom AS region, j.libelle AS etat,
    count(f.livraison_id) > 0 AS est_couvert,
    count(DISTINCT f.projet_id) AS nb_projets,
    CASE WHEN count(f.livraison_id) = 0 THEN 0 ELSE sum(f.montant_eur) END AS montant_engage
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
JOIN type_jalon j ON j.jalon = e.etat
LEFT JOIN etat_flux f ON f.arrete_id = e.arrete_id AND f.phase = e.phase AND f.territoire_id = e.territoire_id
  AND f.type_montant = 'engage' AND list_contains($operateurs, f.famille_id)
  AND (len($themes) = 0 OR list_has_any($themes, f.themes))
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND (len($regions) = 0 OR list_contains($regions, e.code_region))
GROUP BY ALL
ORDER BY region COLLATE fr, territoire COLLATE fr
