-- grain: one row per arrêté of the phase; follows places
-- avec: lieu_suivi
SELECT
    e.arrete_id,
    count(*) AS nb_territoires,
    count(*) FILTER (e.est_engage) AS nb_territoires_engages,
    count(*) FILTER (e.est_signe) AS nb_territoires_signes,
    count(*) FILTER (e.est_engage AND NOT e.est_signe) AS nb_territoires_en_finalisation,
    count(e.est_engage) AS nb_etats_connus,
    count(*) FILTER (e.a_binome) AS nb_territoires_binome,
    count(e.a_binome) AS nb_binomes_connus,
    count(*) FILTER (e.est_appuye) AS nb_territoires_appuyes,
    count(*) FILTER (t.est_entierement_nouveau) AS nb_territoires_entierement_nouveaux,
    count(DISTINCT e.code_region) AS nb_regions,
    count(DISTINCT e.code_region) - count(DISTINCT CASE WHEN e.est_engage IS NOT TRUE THEN e.code_region END)
        AS nb_regions_toutes_engagees
FROM etat_territoire e
JOIN fige_territoire t USING (arrete_id, phase, territoire_id)
WHERE e.phase = $phase AND lieu_suivi(e)
GROUP BY e.arrete_id
ORDER BY e.arrete_id
