-- grain: one row as projets_bilan gives it, read from counts, when one operator at most is chosen
-- avec: lieu_suivi, themes_suivis, regard_suivi
SELECT
    arrete_id,
    coalesce(sum(nb_projets) FILTER (regard_suivi(cumul_projet)), 0)::BIGINT AS nb_projets,
    coalesce(sum(nb_statuts_connus) FILTER (regard_suivi(cumul_projet)), 0)::BIGINT AS nb_statuts_connus,
    coalesce(sum(nb_projets) FILTER (regard_suivi(cumul_projet) AND territoire_id IS NULL), 0)::BIGINT
        AS nb_non_rattaches,
    coalesce(sum(nb_sorties) FILTER (regard_suivi(cumul_projet)), 0)::BIGINT AS nb_sorties,
    coalesce(sum(nb_projets_engages) FILTER (regard_suivi(cumul_projet)), 0)::BIGINT AS nb_projets_engages,
    coalesce(sum(nb_realises_ou_en_cours) FILTER (regard_suivi(cumul_projet)), 0)::BIGINT AS nb_realises_ou_en_cours,
    -- All that there are, but those that have a line.
    (sum(nb_projets) FILTER (famille_id IS NULL)
        - coalesce(sum(nb_touches) FILTER (regard_suivi(cumul_projet)), 0))::BIGINT AS nb_sans_ligne,
    (sum(nb_projets) FILTER (famille_id IS NULL)
        - coalesce(sum(nb_servis) FILTER (regard_suivi(cumul_projet)), 0))::BIGINT AS nb_rien_recu
FROM cumul_projet
WHERE phase = $phase
  AND (famille_id IS NULL OR regard_suivi(cumul_projet))
  AND lieu_suivi(cumul_projet)
  AND themes_suivis(cumul_projet)
GROUP BY arrete_id
ORDER BY arrete_id
