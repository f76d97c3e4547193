-- grain: one row per territory of either phase at an arrêté × phase it is told under
SELECT
    p.arrete_id, p.phase, NULL::VARCHAR AS territoire_id, e.code_region, []::VARCHAR[] AS themes,
    []::VARCHAR[] AS familles, true AS est_entier, CASE e.phase WHEN 2 THEN 1 ELSE -1 END AS valeur
FROM presences p JOIN etat_territoire e USING (arrete_id)
