-- grain: one row per status, exits and unknown included; follows places, theme, operateur; a project counts once
-- avec: projet_suivi
WITH retenu AS (
    SELECT p.projet_id, p.statut
    FROM etat_projet p
    WHERE p.arrete_id = $arrete AND p.phase = $phase
      AND projet_suivi(p)
)
SELECT s.statut, s.libelle, s.est_compte, s.est_sortie, count(r.projet_id) AS nb_projets
FROM statut_projet s
LEFT JOIN retenu r USING (statut)
GROUP BY s.statut, s.libelle, s.est_compte, s.est_sortie, s.rang
ORDER BY s.rang NULLS LAST, s.statut
