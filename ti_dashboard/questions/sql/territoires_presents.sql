-- grain: one row per territory of the phase that is in the programme on a day
SELECT t.territoire_id, t.nom, r.nom AS region
FROM territoire t
JOIN region r USING (code_region)
WHERE t.phase = $phase AND t.territoire_id IN (
    SELECT territoire_id FROM perimetre WHERE phase = $phase AND date_effet <= $jour GROUP BY territoire_id
    HAVING arg_max(mouvement, (date_effet, date_connaissance, livraison_id, ligne)) = 'entree')
ORDER BY t.nom COLLATE fr
