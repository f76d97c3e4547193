-- grain: one row per pair of ledger lines that may be one act: same funder, kind, amount, date, and project or territory, two references
SELECT
    f.operateur_id || '|' || f.reference || '|' || g.reference AS paire_id,
    o.nom AS operateur, m.libelle AS nature_montant, f.montant_eur, f.date_effet, f.projet_id,
    f.reference AS reference_une, f.livraison_id || ', ligne ' || f.ligne AS place_une,
    g.reference AS reference_autre, g.livraison_id || ', ligne ' || g.ligne AS place_autre
FROM flux f
JOIN flux g ON g.operateur_id = f.operateur_id AND g.type_montant = f.type_montant AND g.montant_eur = f.montant_eur
    AND g.date_effet = f.date_effet AND g.financeur_dit IS NOT DISTINCT FROM f.financeur_dit
    -- Nothing is in common with what is absent: two acts without a project share a territory, or nothing.
    AND (g.projet_id = f.projet_id
      OR (g.projet_id IS NULL AND f.projet_id IS NULL AND g.territoire_id = f.territoire_id))
    AND g.reference > f.reference
JOIN operateur o ON o.operateur_id = f.operateur_id
JOIN type_montant m ON m.type_montant = f.type_montant
WHERE f.phase = $phase AND f.cause = 'initial' AND g.cause = 'initial'
ORDER BY f.montant_eur DESC, paire_id, place_une, place_autre
LIMIT 200
