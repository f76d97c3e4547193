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
    SELECT arrete_id, projet_id, true AS est_touche, bool_or(type_montant = 'engage') AS est_servi FROM etat_flux
    WHERE phase = $phase AND projet_id IS NOT NULL
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
    GROUP BY ALL
),
retenu AS (
    SELECT p.*, coalesce(t.est_touche, false) AS est_touche, coalesce(t.est_servi, false) AS est_servi,
        len($operateurs) = 0 OR t.est_touche IS TRUE AS est_suivi
    FROM etat_projet p LEFT JOIN touche t USING (arrete_id, projet_id)
    WHERE p.phase = $phase
      AND (len($regions) = 0 OR list_contains($regions, p.code_region))
      AND (len($themes) = 0 OR list_has_any($themes, p.themes))
)
SELECT
    p.arrete_id,
    count(*) FILTER (est_suivi AND p.est_compte) AS nb_projets,
    count(*) FILTER (est_suivi AND p.est_compte AND p.statut <> 'inconnu') AS nb_statuts_connus,
    count(*) FILTER (est_suivi AND p.est_compte AND p.territoire_id IS NULL) AS nb_non_rattaches,
    count(*) FILTER (est_suivi AND NOT p.est_compte) AS nb_sorties,
    count(*) FILTER (est_suivi AND p.est_compte AND a.nb_engagements > 0
        AND (a.nb_engagements_inconnus > 0 OR coalesce(a.engage, 0) > coalesce(a.annule, 0))) AS nb_projets_engages,
    count(*) FILTER (est_suivi AND p.est_compte AND p.statut IN ('en_realisation', 'realise'))
        AS nb_realises_ou_en_cours,
    count(*) FILTER (p.est_compte AND NOT p.est_touche) AS nb_sans_ligne,
    count(*) FILTER (p.est_compte AND NOT p.est_servi) AS nb_rien_recu
FROM retenu p
LEFT JOIN acte a USING (arrete_id, projet_id)
GROUP BY p.arrete_id
ORDER BY p.arrete_id
