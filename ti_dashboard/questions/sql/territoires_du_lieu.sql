-- grain: one row per territory of the phase, of a place that the filters keep at the arrêté
-- avec: lieu_suivi
SELECT t.territoire_id
FROM (SELECT CAST($arrete AS DATE) AS arrete_id, * FROM territoire) t
WHERE t.phase = $phase AND lieu_suivi(t)
ORDER BY t.territoire_id
