-- grain: one row per arrêté × phase × commitment (project × body) × place: the first day of each kind of amount
SELECT
    f.arrete_id, f.phase, NULL::VARCHAR AS territoire_id, f.code_region, f.themes, [f.famille_id] AS familles,
    true AS est_entier, f.projet_id, f.famille_id,
    min(f.date_effet) FILTER (f.type_montant = 'demande') AS demande,
    min(f.date_effet) FILTER (f.type_montant = 'engage') AS engage,
    min(f.date_effet) FILTER (f.type_montant = 'conventionne') AS conventionne,
    min(f.date_effet) FILTER (f.type_montant = 'paye') AS paye
FROM presences p JOIN etat_flux f USING (arrete_id, phase)
WHERE f.projet_id IS NOT NULL
GROUP BY ALL
