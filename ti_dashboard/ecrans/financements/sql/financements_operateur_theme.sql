-- grain: one row per body × theme with a commitment, plus one per body without theme and one for all (theme_id '*')
WITH nom AS (
    SELECT famille_id, arg_max(nom, date_debut) AS nom FROM operateur WHERE date_debut <= $arrete GROUP BY famille_id
),
engagement AS (
    SELECT famille_id, montant_eur, themes FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant = 'engage'
      AND (len($regions) = 0 OR list_contains($regions, code_region))
      AND (len($themes) = 0 OR list_has_any($themes, themes))
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
),
cellule AS (
    SELECT famille_id, montant_eur, unnest(CASE WHEN len(themes) = 0 THEN ['-'] ELSE themes END || ['*']) AS theme_id
    FROM engagement
)
SELECT
    c.famille_id, any_value(n.nom) AS operateur, c.theme_id,
    sum(c.montant_eur) AS montant,
    count(*) FILTER (c.montant_eur IS NULL) AS nb_inconnus
FROM cellule c
JOIN nom n USING (famille_id)
GROUP BY c.famille_id, c.theme_id
ORDER BY c.theme_id <> '*', montant DESC NULLS LAST, operateur, c.theme_id
