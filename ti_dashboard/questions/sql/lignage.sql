-- grain: one row per territory of the phase present at the arrêté, with those of the other phase that share population
-- avec: lieu_suivi
WITH lien AS (
    SELECT territoire_id_1, territoire_id_2,
        count(*) OVER (PARTITION BY territoire_id_1) AS nb_suites,
        count(*) OVER (PARTITION BY territoire_id_2) AS nb_origines
    FROM territoire_filiation
)
SELECT
    e.territoire_id, t.nom, e.code_region, r.nom AS region, t.population,
    list(o.nom ORDER BY o.nom COLLATE fr, o.nom) FILTER (o.nom IS NOT NULL) AS autres,
    CASE WHEN count(o.nom) = 0 THEN 'aucun' WHEN max(l.nb_origines) > 1 THEN 'fusion'
        WHEN max(l.nb_suites) > 1 THEN 'scission' ELSE 'suite' END AS lignage
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
LEFT JOIN lien l ON e.territoire_id = CASE e.phase WHEN 1 THEN l.territoire_id_1 ELSE l.territoire_id_2 END
LEFT JOIN territoire o ON o.phase = 3 - e.phase
    AND o.territoire_id = CASE e.phase WHEN 1 THEN l.territoire_id_2 ELSE l.territoire_id_1 END
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND lieu_suivi(e)
GROUP BY e.territoire_id, t.nom, e.code_region, r.nom, t.population
ORDER BY t.nom COLLATE fr, e.territoire_id
