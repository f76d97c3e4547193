-- grain: one row per arrêté × phase × project that has a ledger line there, with the bodies that touched it
SELECT p.arrete_id, p.phase, f.projet_id, list(DISTINCT f.famille_id) AS familles
FROM presences p JOIN etat_flux f USING (arrete_id, phase)
WHERE f.projet_id IS NOT NULL
GROUP BY ALL
