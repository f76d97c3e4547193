-- grain: one row per territory of the programme at the arrêté, with its latest milestone of any family, if any
WITH dernier AS (
    SELECT j.*
    FROM jalon j JOIN arrete a ON a.arrete_id = $arrete
    WHERE j.phase = $phase AND j.date_connaissance <= a.date_cloture AND j.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY j.territoire_id
        ORDER BY j.date_effet DESC, j.date_connaissance DESC, j.livraison_id DESC, j.ligne DESC
    ) = 1
)
SELECT
    d.livraison_id, d.ligne, e.territoire_id, t.nom AS territoire, y.libelle AS jalon,
    coalesce((
        SELECT string_agg(g.nom, ', ' ORDER BY NOT x.est_chef_de_file, g.nom COLLATE fr)
        FROM territoire_region x JOIN region g USING (code_region)
        WHERE x.phase = e.phase AND x.territoire_id = e.territoire_id
    ), r.nom) AS regions,
    CASE WHEN d.ligne IS NOT NULL THEN dire_rattachement(e.territoire_id, d.rattachement, d.lieu_dit) END
        AS rattachement_dit,
    date_diff('day', d.date_effet, CAST($arrete AS DATE)) AS nb_jours, d.date_effet, d.date_connaissance, d.cause,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
LEFT JOIN dernier d USING (phase, territoire_id)
LEFT JOIN type_jalon y USING (jalon)
LEFT JOIN livraison l USING (livraison_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND (len($regions) = 0 OR list_contains($regions, e.code_region))
  AND (len($territoires) = 0 OR list_contains($territoires, e.territoire_id))
ORDER BY nb_jours DESC NULLS FIRST, t.nom COLLATE fr
