-- grain: one row per project × difference between declarations (lignes: ecarts_declarations); follows every filter
SELECT l.constat, l.projet_id, l.intitule, l.statut, l.engage, l.financeurs, p.territoire_id, t.nom AS territoire,
    coalesce((
        SELECT string_agg(g.nom, ', ' ORDER BY NOT x.est_chef_de_file, g.nom COLLATE fr)
        FROM territoire_region x JOIN region g USING (code_region)
        WHERE x.phase = t.phase AND x.territoire_id = t.territoire_id
    ), r.nom) AS regions
FROM lignes l
JOIN etat_projet p ON p.arrete_id = $arrete AND p.projet_id = l.projet_id
LEFT JOIN territoire t ON t.phase = p.phase AND t.territoire_id = p.territoire_id
LEFT JOIN region r ON r.code_region = p.code_region
WHERE (len($regions) = 0 OR list_contains($regions, p.code_region))
  AND (len($themes) = 0 OR list_has_any($themes, p.themes))
  AND (len($operateurs) = 0 OR p.projet_id IN (
      SELECT projet_id FROM etat_flux
      WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
        AND list_contains($operateurs, famille_id)))
ORDER BY l.engage DESC NULLS LAST, l.projet_id, l.constat
