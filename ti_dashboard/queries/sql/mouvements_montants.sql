-- grain: one row per cause of movement of an amount between two arrêtés; their sum is the difference, by construction
WITH retenu AS (
    SELECT f.arrete_id, f.livraison_id, f.ligne, f.montant_eur
    FROM etat_flux f
    WHERE f.arrete_id IN ($arrete, $compare) AND f.phase = $phase
      AND list_contains($types, f.type_montant) AND list_contains($categories, f.categorie)
      AND (len($regions) = 0 OR list_contains($regions, f.code_region))
      AND (len($themes) = 0 OR list_has_any($themes, f.themes))
      AND (len($operateurs) = 0 OR list_contains($operateurs, f.famille_id))
      AND (len($territoires) = 0 OR list_contains($territoires, f.territoire_id))
      AND (len($projets) = 0 OR list_contains($projets, f.projet_id))
      AND (len($instruments) = 0 OR list_contains($instruments, f.instrument_id))
      AND (len($natures) = 0 OR list_contains($natures, f.nature_aide))
),
apres AS (SELECT * FROM retenu WHERE arrete_id = $arrete),
avant AS (SELECT * FROM retenu WHERE arrete_id = $compare),
ecart AS (
    SELECT
        livraison_id, ligne,
        coalesce(a.montant_eur, 0) - coalesce(b.montant_eur, 0) AS ecart,
        (a.arrete_id IS NULL) AS est_sorti
    FROM apres a FULL JOIN avant b USING (livraison_id, ligne)
    WHERE a.arrete_id IS NULL OR b.arrete_id IS NULL
)
SELECT
    CASE
        -- The line was already in the ledger: what moved is the territory or the theme of its project.
        WHEN e.est_sorti OR EXISTS (
            SELECT 1 FROM etat_flux d
            WHERE d.arrete_id = $compare AND (d.livraison_id, d.ligne) = (e.livraison_id, e.ligne)) THEN 'perimetre'
        WHEN x.cause = 'correction' THEN 'correction'
        WHEN x.date_effet <= $compare THEN 'connu_tardivement'
        ELSE 'progres_reel'
    END AS cause,
    sum(e.ecart) AS ecart,
    count(*) AS nb_lignes
FROM ecart e
JOIN flux x USING (livraison_id, ligne)
GROUP BY ALL
ORDER BY abs(sum(e.ecart)) DESC
