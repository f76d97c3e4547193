-- grain: one row per project × difference between declarations (lignes: ecarts_declarations); follows every filter
-- avec: projet_suivi, regions_couvertes
SELECT l.constat, l.projet_id, l.intitule, l.statut, l.engage, l.financeurs, p.territoire_id, t.nom AS territoire,
    coalesce(regions_couvertes(t), r.nom) AS regions
FROM lignes l
JOIN etat_projet p ON p.arrete_id = $arrete AND p.projet_id = l.projet_id
LEFT JOIN territoire t ON t.phase = p.phase AND t.territoire_id = p.territoire_id
LEFT JOIN region r ON r.code_region = p.code_region
WHERE projet_suivi(p)
ORDER BY l.engage DESC NULLS LAST, l.projet_id, l.constat
