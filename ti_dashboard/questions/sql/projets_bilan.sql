-- grain: one row per arrêté of the phase; follows places, theme, operateur; a co-funded project counts once
-- avec: lieu_suivi, themes_suivis, operateur_suivi, sans_operateur, bilan_des_actes, en_vigueur
-- avec: etat_ou_operateur
WITH acte AS (
    SELECT arrete_id, projet_id, unnest(bilan_des_actes(etat_flux, true)) FROM etat_flux
    WHERE phase = $phase AND projet_id IS NOT NULL AND etat_ou_operateur(etat_flux)
      AND operateur_suivi(etat_flux)
    GROUP BY arrete_id, projet_id
),
ligne_alors AS (
    SELECT arrete_id, projet_id, true AS est_touche, bool_or(type_montant = 'engage') AS est_servi FROM etat_flux
    WHERE phase = $phase AND projet_id IS NOT NULL
      AND operateur_suivi(etat_flux)
    GROUP BY ALL
),
retenu AS (
    SELECT p.*, coalesce(t.est_touche, false) AS est_touche, coalesce(t.est_servi, false) AS est_servi,
        sans_operateur() OR t.est_touche IS TRUE AS est_suivi
    FROM etat_projet p LEFT JOIN ligne_alors t USING (arrete_id, projet_id)
    WHERE p.phase = $phase
      AND lieu_suivi(p)
      AND themes_suivis(p)
)
SELECT
    p.arrete_id,
    count(*) FILTER (est_suivi AND p.est_compte) AS nb_projets,
    count(*) FILTER (est_suivi AND p.est_compte AND p.statut <> 'inconnu') AS nb_statuts_connus,
    count(*) FILTER (est_suivi AND p.est_compte AND p.territoire_id IS NULL) AS nb_non_rattaches,
    count(*) FILTER (est_suivi AND NOT p.est_compte) AS nb_sorties,
    count(*) FILTER (est_suivi AND p.est_compte AND en_vigueur(a)) AS nb_projets_engages,
    count(*) FILTER (est_suivi AND p.est_compte AND p.statut IN ('en_realisation', 'realise'))
        AS nb_realises_ou_en_cours,
    count(*) FILTER (p.est_compte AND NOT p.est_touche) AS nb_sans_ligne,
    count(*) FILTER (p.est_compte AND NOT p.est_servi) AS nb_rien_recu
FROM retenu p
LEFT JOIN acte a USING (arrete_id, projet_id)
GROUP BY p.arrete_id
ORDER BY p.arrete_id
