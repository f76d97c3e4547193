-- grain: one row per fact (faits) × perimeter it counts in: the only place that says what a perimeter holds
-- « est_entier »: the fact counts where no operator is chosen; « familles »: the bodies under which it counts.
WITH choix AS (
    -- One choice of the region list stands for every overseas region.
    SELECT arrete_id, code_region, ['region:' || code_region] || CASE WHEN est_outre_mer THEN ['region:outre-mer'] ELSE [] END
        AS regions
    FROM fige_region
),
situe AS (
    SELECT
        faits.*, coalesce(choix.regions, []) AS regions,
        CASE WHEN est_entier THEN list_transform(list_distinct(themes), lambda t: 'theme:' || t) ELSE [] END
        || list_transform(familles, lambda f: 'operateur:' || f) AS motifs
    FROM faits LEFT JOIN choix USING (arrete_id, code_region)
)
SELECT
    * EXCLUDE (regions, motifs),
    unnest(
        CASE WHEN est_entier THEN [''] || regions ELSE [] END
        || CASE WHEN est_entier AND territoire_id IS NOT NULL THEN ['territoire:' || territoire_id] ELSE [] END
        || motifs
        || flatten(list_transform(regions, lambda r: list_transform(motifs, lambda m: r || '~' || m)))
    ) AS perimetre
FROM situe
