-- grain: one row per territory of the phase that answers the words, with the name that answers best
WITH mots AS (
    SELECT trim(regexp_replace(
        replace(replace(lower(strip_accents($cherche)), 'œ', 'oe'), 'æ', 'ae'), '[^a-z0-9]+', ' ', 'g')) AS mots
)
SELECT
    l.territoire_id,
    arg_min(l.nom, (rang, length(l.nom), l.nom, l.genre)) AS nom_trouve,
    arg_min(l.genre, (rang, length(l.nom), l.nom, l.genre)) AS genre,
    min(rang) AS rang
FROM (
    SELECT l.*, CASE WHEN recherche = mots THEN 0 WHEN starts_with(recherche, mots) THEN 1
        WHEN contains(' ' || recherche, ' ' || mots) THEN 2 ELSE 3 END
        + CASE genre WHEN 'territoire' THEN 0 WHEN 'membre' THEN 0.1 WHEN 'commune' THEN 0.2 WHEN 'departement' THEN 0.4 ELSE 0.3 END AS rang
    FROM lieu l, mots
    WHERE l.phase = $phase AND mots <> '' AND contains(recherche, mots)
) l
GROUP BY l.territoire_id
ORDER BY rang, l.territoire_id
