-- grain: one row per member of phase I or of a deposited application at an arrêté: kept, entering or leaving
WITH date_dite AS (SELECT DISTINCT arrete_id FROM presences),
ancien AS (
    SELECT e.arrete_id, g.siren, e.code_region, e.territoire_id
    FROM date_dite
    JOIN etat_territoire e ON e.arrete_id = date_dite.arrete_id AND e.phase = 1
    JOIN fige_territoire_groupement g ON (g.arrete_id, g.phase, g.territoire_id) = (e.arrete_id, 1, e.territoire_id)
),
candidat AS (
    SELECT c.arrete_id, u.siren, any_value(c.code_region ORDER BY c.numero_dossier) AS code_region
    FROM date_dite
    JOIN etat_candidature c USING (arrete_id)
    JOIN fige_statut_candidature s USING (arrete_id, statut), unnest(c.membres) AS u(siren)
    WHERE c.phase = 2 AND s.est_deposee
    GROUP BY ALL
),
membre AS (
    SELECT
        arrete_id, siren, a.territoire_id, coalesce(a.code_region, c.code_region) AS code_region,
        CASE WHEN c.siren IS NULL THEN 'sortant' WHEN a.siren IS NULL THEN 'entrant' ELSE 'maintenu' END AS mouvement
    FROM ancien a FULL JOIN candidat c USING (arrete_id, siren)
)
SELECT
    p.arrete_id, p.phase, m.territoire_id, m.code_region, []::VARCHAR[] AS themes, []::VARCHAR[] AS familles,
    true AS est_entier, m.siren, m.mouvement
FROM presences p JOIN membre m USING (arrete_id)
-- Nobody has left before anybody could come again.
WHERE p.arrete_id IN (SELECT arrete_id FROM candidat)
