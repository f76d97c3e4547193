-- grain: one row as projets_par_theme gives it, read from counts, when one operator at most is chosen
-- avec: lieu_suivi, regard_suivi
WITH porte AS (
    SELECT arrete_id, unnest(themes) AS theme_id, nb_projets
    FROM cumul_projet
    WHERE phase = $phase AND arrete_id IN ($arrete, $compare)
      AND lieu_suivi(cumul_projet)
      AND regard_suivi(cumul_projet)
)
SELECT
    t.theme_id,
    t.libelle,
    coalesce(sum(p.nb_projets) FILTER (p.arrete_id = $arrete), 0)::BIGINT AS nb_projets,
    coalesce(sum(p.nb_projets) FILTER (p.arrete_id = $compare), 0)::BIGINT AS nb_projets_precedent
FROM theme t
LEFT JOIN porte p USING (theme_id)
GROUP BY t.theme_id, t.libelle, t.ordre
ORDER BY t.ordre, t.theme_id
