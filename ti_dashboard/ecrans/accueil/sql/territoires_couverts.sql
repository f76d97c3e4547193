-- grain: one row per territory that a chosen region covers in part but does not lead, hence not counted
SELECT e.territoire_id, t.nom, any_value(g.nom) AS region
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region g ON g.code_region = e.code_region
JOIN territoire_region r ON r.phase = e.phase AND r.territoire_id = e.territoire_id
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND list_contains($regions, r.code_region) AND NOT list_contains($regions, e.code_region)
GROUP BY e.territoire_id, t.nom
ORDER BY t.nom COLLATE fr, e.territoire_id
