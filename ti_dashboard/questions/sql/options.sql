-- grain: one row per choice of a shared filter; labels are the public vocabulary of addresses
SELECT 'region' AS filtre, code_region AS code, nom AS libelle, strip_accents(nom) AS tri FROM region
WHERE code_region IN (SELECT code_region FROM territoire)
-- One choice that stands for every overseas region: see the filters.
UNION ALL SELECT 'region', 'outre-mer', 'Outre-mer', 'Outre-mer'
WHERE EXISTS (FROM territoire JOIN region USING (code_region) WHERE est_outre_mer)
UNION ALL SELECT 'departement', code_departement, nom, strip_accents(nom) FROM departement
WHERE nom IN (SELECT nom FROM lieu WHERE genre = 'departement')
UNION ALL SELECT 'theme', theme_id, libelle, printf('%02d', ordre) FROM theme
UNION ALL SELECT 'operateur', famille_id, libelle, strip_accents(libelle) FROM famille_operateur
WHERE famille_id IN (SELECT famille_id FROM cumul_flux)
ORDER BY filtre, tri, code
