-- grain: one row per arrêté asked for × phase that has territories there
SELECT DISTINCT e.arrete_id, e.phase, a.date_cloture
FROM etat_territoire e JOIN arrete a USING (arrete_id)
WHERE list_contains($arretes::DATE[], e.arrete_id)
