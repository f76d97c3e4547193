-- grain: one row per territory of either phase at the arrêté, +1 in phase II and −1 in phase I; follows region
WITH entree AS (
    SELECT p.* FROM perimetre p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY p.phase, p.territoire_id
        ORDER BY p.date_effet DESC, p.date_connaissance DESC, p.livraison_id DESC, p.ligne DESC
    ) = 1
)
SELECT
    p.livraison_id, p.ligne, e.phase, e.territoire_id, t.nom AS territoire,
    coalesce((
        SELECT string_agg(g.nom, ', ' ORDER BY NOT x.est_chef_de_file, g.nom COLLATE fr)
        FROM territoire_region x JOIN region g USING (code_region)
        WHERE x.phase = e.phase AND x.territoire_id = e.territoire_id
    ), r.nom) AS regions,
    CASE WHEN p.ligne IS NOT NULL THEN dire_rattachement(e.territoire_id, p.rattachement, p.lieu_dit) END
        AS rattachement_dit,
    CASE e.phase WHEN 2 THEN 1 ELSE -1 END AS compte, 'Phase ' || repeat('I', e.phase) AS phase_dite,
    p.date_effet, p.date_connaissance, p.cause, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
LEFT JOIN entree p USING (phase, territoire_id)
LEFT JOIN livraison l USING (livraison_id)
WHERE e.arrete_id = $arrete AND (len($regions) = 0 OR list_contains($regions, e.code_region))
ORDER BY e.phase DESC, r.nom COLLATE fr, t.nom COLLATE fr
