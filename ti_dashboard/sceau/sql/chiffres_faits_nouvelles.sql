-- grain: one row per territory of the programme at an arrêté, with the days since its latest milestone, if any
-- avec: connu
SELECT
    e.arrete_id, e.phase, e.territoire_id, e.code_region, []::VARCHAR[] AS themes, []::VARCHAR[] AS familles,
    true AS est_entier, date_diff('day', max(j.date_effet), e.arrete_id) AS valeur
FROM presences p
JOIN etat_territoire e USING (arrete_id, phase)
LEFT JOIN jalon j ON j.phase = e.phase AND j.territoire_id = e.territoire_id
    AND connu(j, p)
GROUP BY e.arrete_id, e.phase, e.territoire_id, e.code_region
