-- grain: one row per theme; follows places, operateur; a project with two themes counts once in each
-- avec: lieu_suivi, operateur_choisi, sans_operateur
WITH touche_alors AS (
    SELECT DISTINCT arrete_id, projet_id FROM etat_flux
    WHERE phase = $phase AND operateur_choisi(etat_flux)
),
porte AS (
    SELECT p.arrete_id, unnest(p.themes) AS theme_id
    FROM etat_projet p
    WHERE p.phase = $phase AND p.est_compte AND p.arrete_id IN ($arrete, $compare)
      AND lieu_suivi(p)
      AND (sans_operateur() OR (p.arrete_id, p.projet_id) IN (SELECT (arrete_id, projet_id) FROM touche_alors))
)
SELECT
    t.theme_id,
    t.libelle,
    count(*) FILTER (p.arrete_id = $arrete) AS nb_projets,
    count(*) FILTER (p.arrete_id = $compare) AS nb_projets_precedent
FROM theme t
LEFT JOIN porte p USING (theme_id)
GROUP BY t.theme_id, t.libelle, t.ordre
ORDER BY t.ordre, t.theme_id
