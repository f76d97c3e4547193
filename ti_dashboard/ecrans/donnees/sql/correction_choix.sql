-- grain: one row per operator, instrument or territory that a corrected amount may be written under
-- avec: lieu_suivi, operateur_suivi, parmi
SELECT 'operateur' AS dimension, operateur_id AS code, nom AS libelle, strip_accents(nom) AS tri FROM operateur
WHERE operateur_suivi(operateur)
  AND parmi($categories, categorie)
  AND date_debut <= $arrete AND (date_fin IS NULL OR date_fin >= $arrete)
UNION ALL SELECT 'instrument', instrument_id, libelle, strip_accents(libelle) FROM instrument
WHERE parmi($instruments, instrument_id)
UNION ALL SELECT 'territoire', territoire_id, nom, strip_accents(nom)
FROM (SELECT CAST($arrete AS DATE) AS arrete_id, * FROM territoire) t
WHERE phase = $phase AND territoire_id IN (SELECT territoire_id FROM etat_territoire WHERE arrete_id = $arrete)
  AND lieu_suivi(t)
  AND parmi($territoires, territoire_id)
ORDER BY dimension, tri, code
