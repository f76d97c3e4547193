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
    s.est_deposee, c.statut, c.decision, c.avis_region, c.a_binome, len(c.membres) AS nb_membres,
    c.numero_dossier IN (
        SELECT m.numero_dossier FROM membre m JOIN partage USING (arrete_id, phase, siren)
        WHERE m.arrete_id = c.arrete_id AND m.phase = c.phase
    ) AS est_partage
FROM presences p JOIN etat_candidature c USING (arrete_id, phase) JOIN fige_statut_candidature s USING (arrete_id, statut)
