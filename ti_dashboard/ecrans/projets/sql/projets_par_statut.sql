-- grain: one row per status, exits and unknown included; follows region, theme, operateur; a project counts once
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
),
retenu AS (
    SELECT p.projet_id, p.statut
    FROM etat_projet p
    WHERE p.arrete_id = $arrete AND p.phase = $phase
      AND (len($regions) = 0 OR list_contains($regions, p.code_region))
      AND (len($themes) = 0 OR list_has_any($themes, p.themes))
      AND (len($operateurs) = 0 OR p.projet_id IN (SELECT projet_id FROM touche))
)
SELECT s.statut, s.libelle, s.est_compte, s.est_sortie, count(r.projet_id) AS nb_projets
FROM statut_projet s
LEFT JOIN retenu r USING (statut)
GROUP BY s.statut, s.libelle, s.est_compte, s.est_sortie, s.rang
ORDER BY s.rang NULLS LAST
