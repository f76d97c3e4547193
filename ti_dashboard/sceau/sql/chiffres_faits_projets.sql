-- grain: one row per project known at an arrêté, as a whole and as each body sees it (its own acts, or none)
WITH acte AS (
    -- Without any body, the acts of all; under one, its own only.
    SELECT
        p.arrete_id, p.phase, f.projet_id, f.famille_id,
        count(*) FILTER (f.type_montant = 'engage') AS nb_engagements,
        count(*) FILTER (f.type_montant = 'engage' AND f.montant_eur IS NULL) AS nb_inconnus,
        coalesce(sum(f.montant_eur) FILTER (f.type_montant = 'engage'), 0) AS engage,
        coalesce(sum(f.montant_eur) FILTER (f.type_montant = 'annule'), 0) AS annule
    FROM presences p JOIN etat_flux f USING (arrete_id, phase)
    WHERE f.projet_id IS NOT NULL AND f.categorie IN ('etat', 'operateur')
    GROUP BY GROUPING SETS ((p.arrete_id, p.phase, f.projet_id), (p.arrete_id, p.phase, f.projet_id, f.famille_id))
),
engage AS (
    SELECT arrete_id, phase, projet_id, famille_id FROM acte
    WHERE nb_engagements > 0 AND (nb_inconnus > 0 OR engage > annule)
),
regard AS (
    SELECT arrete_id, NULL::VARCHAR AS famille_id FROM (SELECT DISTINCT arrete_id FROM presences)
    UNION ALL SELECT arrete_id, famille_id FROM fige_famille_operateur
)
SELECT
    e.arrete_id, e.phase, e.projet_id, e.territoire_id, e.code_region, e.themes, e.est_compte, e.statut,
    r.famille_id IS NULL AS est_entier,
    CASE WHEN r.famille_id IS NULL THEN [] ELSE [r.famille_id] END AS familles,
    -- Seen by all, a project is touched by any line; seen by a body, by one of its own.
    t.projet_id IS NOT NULL AND (r.famille_id IS NULL OR list_contains(t.familles, r.famille_id)) AS est_touche,
    e.est_compte AND a.projet_id IS NOT NULL AS est_engage
FROM presences p
JOIN etat_projet e USING (arrete_id, phase)
JOIN regard r USING (arrete_id)
LEFT JOIN touches t USING (arrete_id, phase, projet_id)
LEFT JOIN engage a ON a.arrete_id = e.arrete_id AND a.phase = e.phase AND a.projet_id = e.projet_id
    AND a.famille_id IS NOT DISTINCT FROM r.famille_id
