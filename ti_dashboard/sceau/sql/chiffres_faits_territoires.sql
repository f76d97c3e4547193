-- grain: one row per territory of the programme at an arrêté
SELECT
    e.arrete_id, e.phase, e.territoire_id, e.code_region, []::VARCHAR[] AS themes, []::VARCHAR[] AS familles,
    true AS est_entier,
    coalesce(e.est_engage, false) AS est_engage, coalesce(e.est_signe, false) AS est_signe,
    coalesce(e.a_binome, false) AS a_binome, e.est_appuye,
    coalesce(t.est_entierement_nouveau, false) AS est_nouveau,
    bool_and(coalesce(e.est_engage, false)) OVER (PARTITION BY e.arrete_id, e.phase, e.code_region)
        AS est_region_engagee
FROM presences p
JOIN etat_territoire e USING (arrete_id, phase)
JOIN fige_territoire t USING (arrete_id, phase, territoire_id)
