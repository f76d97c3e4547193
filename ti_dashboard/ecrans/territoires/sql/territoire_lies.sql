-- grain: one row per territory of the other phase that shares population with this one
SELECT t.phase, t.territoire_id, t.nom FROM territoire_filiation f
JOIN territoire t ON ($phase = 1 AND t.phase = 2 AND t.territoire_id = f.territoire_id_2)
    OR ($phase = 2 AND t.phase = 1 AND t.territoire_id = f.territoire_id_1)
WHERE ($phase = 1 AND f.territoire_id_1 = $territoire_id) OR ($phase = 2 AND f.territoire_id_2 = $territoire_id)
ORDER BY t.nom, t.territoire_id
