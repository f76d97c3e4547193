-- grain: one row per arrêté of the phase; follows region, theme, operateur; a co-funded project counts once
WITH acte AS (
    SELECT
        arrete_id, projet_id,
        sum(montant_eur) FILTER (type_montant = 'engage') AS engage,
        sum(montant_eur) FILTER (type_montant = 'annule') AS annule,
        count(*) FILTER (type_montant = 'engage') AS nb_engagements,
        count(*) FILTER (type_montant = 'engage' AND montant_eur IS NULL) AS nb_engagements_inconnus
    FROM etat_flux
    WHERE phase = $phase AND projet_id IS NOT NULL AND categorie IN ('etat', 'operateur')
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
    GROUP BY ALL
),
touche AS (
    SELECT DISTINCT arrete_id, projet_id FROM etat_flux
    WHERE phase = $phase AND list_contains($operateurs, famille_id)
)
SELECT
    p.arrete_id,
    count(*) FILTER (p.est_compte) AS nb_projets,
    count(*) FILTER (p.est_compte AND p.statut <> 'inconnu') AS nb_statuts_connus,
    count(*) FILTER (p.est_compte AND p.territoire_id IS NULL) AS nb_non_rattaches,
    count(*) FILTER (NOT p.est_compte) AS nb_sorties,
    count(*) FILTER (p.est_compte AND a.nb_engagements > 0
        AND (a.nb_engagements_inconnus > 0 OR coalesce(a.engage, 0) > coalesce(a.annule, 0))) AS nb_projets_engages
FROM etat_projet p
LEFT JOIN acte a USING (arrete_id, projet_id)
WHERE p.phase = $phase
  AND (len($regions) = 0 OR list_contains($regions, p.code_region))
  AND (len($themes) = 0 OR list_has_any($themes, p.themes))
  AND (len($operateurs) = 0 OR (p.arrete_id, p.projet_id) IN (SELECT (arrete_id, projet_id) FROM touche))
GROUP BY p.arrete_id
ORDER BY p.arrete_id
