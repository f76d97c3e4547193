-- grain: one row, or none when the project is not known at the arrêté
-- avec: regions_couvertes
SELECT
    p.projet_id, p.phase, p.intitule, p.territoire_id, t.nom AS territoire, p.rattachement_dit, a.libelle AS axe,
    coalesce(regions_couvertes(t), r.nom) AS regions,
    (SELECT string_agg(h.libelle, ', ' ORDER BY h.ordre) FROM theme h
     WHERE list_contains(p.themes, h.theme_id)) AS themes,
    p.cout_total_eur, s.libelle AS statut, p.est_compte, p.date_statut, p.date_remontee
FROM etat_projet p
JOIN statut_projet s USING (statut)
LEFT JOIN territoire t ON t.phase = p.phase AND t.territoire_id = p.territoire_id
LEFT JOIN region r ON r.code_region = p.code_region
LEFT JOIN axe a ON a.axe_id = p.axe_id
WHERE p.arrete_id = $arrete AND p.projet_id = $projet_id
