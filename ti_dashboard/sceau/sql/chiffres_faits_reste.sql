-- grain: one row per arrêté × phase × commitment (project × body) × place: what it adds to what is left to pay
SELECT
    f.arrete_id, f.phase, f.territoire_id, f.code_region, f.themes, [f.famille_id] AS familles, true AS est_entier,
    coalesce(f.projet_id, f.territoire_id) AS sujet_id, f.famille_id,
    count(*) FILTER (f.type_montant = 'engage') AS nb_engagements,
    count(*) - count(f.montant_eur) AS nb_inconnus,
    coalesce(sum(CASE f.type_montant WHEN 'engage' THEN f.montant_eur ELSE -f.montant_eur END), 0) AS reste
FROM presences p JOIN etat_flux f USING (arrete_id, phase)
WHERE f.type_montant IN ('engage', 'annule', 'paye')
GROUP BY ALL
