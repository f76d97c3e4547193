-- grain: one row per member of the territory, the most populated first
SELECT nom, nature, siren, population FROM territoire_groupement
WHERE phase = $phase AND territoire_id = $territoire_id
ORDER BY population DESC NULLS LAST, nom, siren
