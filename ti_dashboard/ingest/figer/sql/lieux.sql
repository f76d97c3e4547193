-- grain: one row per name of a territory, completed with its own name, its members and its départements
INSERT INTO lieu (phase, territoire_id, genre, nom)
SELECT phase, territoire_id, 'territoire', nom FROM territoire
UNION ALL SELECT phase, territoire_id, 'membre', nom FROM territoire_groupement WHERE nature <> 'COM'
UNION ALL
SELECT DISTINCT l.phase, l.territoire_id, 'departement', d.nom
FROM lieu l JOIN departement d USING (code_departement) WHERE l.genre = 'commune';
-- A former name is looked for by itself: « Lamballe → Lamballe-Armor » answers to its first word only.
UPDATE lieu SET recherche = trim(regexp_replace(
    replace(replace(lower(strip_accents(split_part(nom, ' → ', 1))), 'œ', 'oe'), 'æ', 'ae'), '[^a-z0-9]+', ' ', 'g'));
