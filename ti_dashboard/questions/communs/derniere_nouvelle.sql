-- grain: one row per territory of the phase of which the arrêté knows a milestone, of any family, with the latest day
-- avec: connu
SELECT j.territoire_id, max(j.date_effet) AS date_nouvelle
FROM jalon j JOIN arrete a ON a.arrete_id = $arrete
WHERE j.phase = $phase AND connu(j, a)
GROUP BY j.territoire_id
