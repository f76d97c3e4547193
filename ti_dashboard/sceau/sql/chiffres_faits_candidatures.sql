-- grain: one row per application known at an arrêté
WITH membre AS (
    SELECT c.arrete_id, c.phase, c.numero_dossier, unnest(c.membres) AS siren
    FROM presences p JOIN etat_candidature c USING (arrete_id, phase) JOIN fige_statut_candidature s USING (arrete_id, statut)
    WHERE s.est_deposee AND c.statut <> 'sans_suite'
),
-- A member of two files that are both deposited and not withdrawn.
partage AS (
    SELECT arrete_id, phase, siren FROM membre GROUP BY ALL HAVING count(DISTINCT numero_dossier) > 1
)
SELECT
    c.arrete_id, c.phase, NULL::VARCHAR AS territoire_id, c.code_region, []::VARCHAR[] AS themes,
    []::VARCHAR[] AS familles, true AS est_entier,
    s.est_deposee, c.statut = 'acceptee' AS est_retenue,
    c.statut = 'acceptee' AND coalesce(c.decision = 'nouvelle', false) AS est_nouvelle,
    s.est_deposee AND NOT coalesce(c.a_binome, true) AS est_sans_binome,
    c.statut IN ('en_instruction', 'acceptee', 'refusee') AND c.avis_region IS NULL AS est_sans_avis_region,
    s.est_deposee AND len(c.membres) > 4 AS est_plus_de_quatre,
    c.numero_dossier IN (
        SELECT m.numero_dossier FROM membre m JOIN partage USING (arrete_id, phase, siren)
        WHERE m.arrete_id = c.arrete_id AND m.phase = c.phase
    ) AS est_partagee
FROM presences p JOIN etat_candidature c USING (arrete_id, phase) JOIN fige_statut_candidature s USING (arrete_id, statut)
