-- grain: one row per arrêté × phase × project, territory and body × kind of amount: its ledger lines
SELECT
    f.arrete_id, f.phase, f.territoire_id, f.code_region, f.themes, [f.famille_id] AS familles, true AS est_entier,
    f.projet_id, f.type_montant, f.categorie, count(*) AS nb_lignes, count(*) - count(f.montant_eur) AS nb_inconnus,
    sum(f.montant_eur) AS total
FROM presences p JOIN etat_flux f USING (arrete_id, phase)
GROUP BY ALL
