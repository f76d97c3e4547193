-- grain: one row as projets_par_statut gives it, read from counts, when one operator at most is chosen
-- avec: lieu_suivi, themes_suivis, regard_suivi
WITH retenu AS (
    SELECT statut, nb_projets
    FROM cumul_suivi
    WHERE arrete_id = $arrete AND phase = $phase
      AND lieu_suivi(cumul_suivi)
      AND themes_suivis(cumul_suivi)
      AND regard_suivi(cumul_suivi)
)
SELECT s.statut, s.libelle, s.est_compte, s.est_sortie, coalesce(sum(r.nb_projets), 0)::BIGINT AS nb_projets
FROM statut_projet s
LEFT JOIN retenu r USING (statut)
GROUP BY s.statut, s.libelle, s.est_compte, s.est_sortie, s.rang
ORDER BY s.rang NULLS LAST, s.statut
