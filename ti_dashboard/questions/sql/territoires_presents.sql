-- grain: one row per territory of the phase that is in the programme on a day
-- avec: present_ce_jour
SELECT t.territoire_id, t.nom, r.nom AS region
FROM territoire t
JOIN region r USING (code_region)
WHERE t.phase = $phase AND t.territoire_id IN (SELECT territoire_id FROM present_ce_jour)
ORDER BY t.nom COLLATE fr, t.territoire_id
