-- grain: one row; territories that a chosen region covers in part but does not lead, hence not counted
SELECT count(DISTINCT e.territoire_id) AS nb
FROM etat_territoire e
JOIN territoire_region r USING (phase, territoire_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND list_contains($regions, r.code_region) AND NOT list_contains($regions, e.code_region)
