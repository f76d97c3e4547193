-- grain: one row per arrêté of the phase: posts by state, supported territories without a known post; follows places
-- avec: lieu_suivi, connu, ordre_des_faits
WITH dernier AS (
    SELECT a.arrete_id, p.territoire_id, p.poste_id,
        arg_max(p.etat_poste, ordre_des_faits(p)) AS etat_poste
    FROM poste p JOIN arrete a ON connu(p, a)
    WHERE p.phase = $phase
    GROUP BY ALL
)
SELECT
    e.arrete_id,
    count(*) FILTER (d.poste_id IS NOT NULL OR e.est_appuye) AS nb_postes,
    count(*) FILTER (d.etat_poste = 'pourvu') AS nb_postes_pourvus,
    count(*) FILTER (d.etat_poste = 'ouvert') AS nb_postes_ouverts,
    count(*) FILTER (d.etat_poste = 'vacant') AS nb_postes_vacants,
    count(*) FILTER (d.etat_poste = 'fin') AS nb_postes_fin,
    count(*) FILTER (d.etat_poste IS NULL AND e.est_appuye) AS nb_postes_inconnus
FROM etat_territoire e
LEFT JOIN dernier d USING (arrete_id, territoire_id)
WHERE e.phase = $phase AND lieu_suivi(e)
GROUP BY e.arrete_id
ORDER BY e.arrete_id
