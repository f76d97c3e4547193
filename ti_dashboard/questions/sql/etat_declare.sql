-- grain: one row per act and day of effect that a sender has told, with what its lines amount to today
SELECT
    f.reference, f.phase, f.projet_id, f.territoire_id, f.operateur_id, f.instrument_id, f.type_montant, f.nature_aide,
    sum(f.montant_eur) AS montant, f.date_effet,
    CASE WHEN bool_and(f.cause = 'correction') THEN 'correction' ELSE 'initial' END AS cause
FROM flux f JOIN livraison l USING (livraison_id)
WHERE l.emetteur = $emetteur
GROUP BY f.reference, f.phase, f.projet_id, f.territoire_id, f.operateur_id, f.instrument_id, f.type_montant,
    f.nature_aide, f.date_effet
-- What was withdrawn to the last cent is no longer said; what never had an amount still is.
HAVING sum(f.montant_eur) IS DISTINCT FROM 0
ORDER BY f.reference, f.type_montant, f.date_effet, f.operateur_id, f.projet_id, f.territoire_id, f.phase,
    f.instrument_id, f.nature_aide
