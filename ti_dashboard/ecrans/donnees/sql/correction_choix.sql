-- grain: one row per operator, instrument or territory that a corrected amount may be written under
SELECT 'operateur' AS dimension, operateur_id AS code, nom AS libelle, strip_accents(nom) AS tri FROM operateur
WHERE (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
  AND (len($categories) = 0 OR list_contains($categories, categorie))
  AND date_debut <= $arrete AND (date_fin IS NULL OR date_fin >= $arrete)
UNION ALL SELECT 'instrument', instrument_id, libelle, strip_accents(libelle) FROM instrument
WHERE len($instruments) = 0 OR list_contains($instruments, instrument_id)
UNION ALL SELECT 'territoire', territoire_id, nom, strip_accents(nom) FROM territoire
WHERE phase = $phase AND territoire_id IN (SELECT territoire_id FROM etat_territoire WHERE arrete_id = $arrete)
  AND (len($regions) = 0 OR list_contains($regions, code_region))
  AND (len($territoires) = 0 OR list_contains($territoires, territoire_id))
ORDER BY dimension, tri
