-- grain: one row per project, or act without project, of the phase, with the territory its sender says today, if any
SELECT
    p.projet_id, NULL AS operateur_id, NULL AS reference, p.intitule, p.territoire_id, t.nom AS territoire, p.lieu_dit,
    p.livraison_id
FROM projet p LEFT JOIN territoire t USING (phase, territoire_id)
WHERE p.phase = $phase
QUALIFY row_number() OVER (
    PARTITION BY p.projet_id ORDER BY p.date_effet DESC, p.date_connaissance DESC, p.livraison_id DESC, p.ligne DESC
) = 1
UNION ALL
SELECT
    NULL, f.operateur_id, f.reference, o.nom || ', ' || f.reference, f.territoire_id, t.nom, f.lieu_dit, f.livraison_id
FROM flux f JOIN operateur o USING (operateur_id) LEFT JOIN territoire t USING (phase, territoire_id)
WHERE f.phase = $phase AND f.projet_id IS NULL
QUALIFY row_number() OVER (
    PARTITION BY f.operateur_id, f.reference ORDER BY f.date_connaissance DESC, f.livraison_id DESC, f.ligne DESC
) = 1
