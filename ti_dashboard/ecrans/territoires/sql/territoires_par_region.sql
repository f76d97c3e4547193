-- grain: one row per lead region of the programme at the arrêté
-- avec: lieu_suivi
SELECT
    e.code_region, r.nom AS region,
    count(*) AS nb_territoires,
    count(*) FILTER (e.est_engage) AS nb_engages,
    count(*) FILTER (e.etat = 'contrat_signe') AS nb_contrats,
    count(*) - count(e.est_engage) AS nb_etats_inconnus,
    count(*) FILTER (e.a_binome) AS nb_binomes
FROM etat_territoire e
JOIN region r USING (code_region)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND lieu_suivi(e)
GROUP BY ALL
ORDER BY count(*) FILTER (e.est_engage)::DOUBLE / count(*), any_value(strip_accents(r.nom)), e.code_region
