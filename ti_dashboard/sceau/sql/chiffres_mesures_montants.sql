-- grain: one row per arrêté × phase × indicator of ledger lines × perimeter
WITH nature AS (
    SELECT
        arrete_id, phase, perimetre, type_montant, categorie, sum(nb_lignes) AS nb_lignes,
        sum(nb_inconnus) AS nb_inconnus, sum(total) AS total
    FROM eclats
    GROUP BY ALL
),
somme AS (
    SELECT
        n.arrete_id, n.phase, i.indicateur_id, n.perimetre, i.sujet,
        -- A line that is sought because it has no amount is a subject, not an unknown.
        sum(CASE WHEN list_contains(i.manques, 'montant') THEN n.nb_inconnus ELSE n.nb_lignes END) AS nb_sujets,
        coalesce(sum(n.nb_inconnus) FILTER (i.agregat <> 'compte'), 0) AS nb_inconnus,
        sum(n.total) FILTER (NOT list_contains(i.manques, 'montant')) AS total,
        coalesce(sum(n.total) FILTER (n.type_montant = i.types[1]), 0) AS haut,
        coalesce(sum(n.total) FILTER (n.type_montant = i.types[2]), 0) AS bas
    FROM nature n
    JOIN indicateurs_lus i ON list_contains(i.types, n.type_montant) AND list_contains(i.categories, n.categorie)
    GROUP BY ALL
),
-- A co-funded project counts once, and a line without any project for no project.
projet AS (
    SELECT e.arrete_id, e.phase, i.indicateur_id, e.perimetre, count(DISTINCT e.projet_id) AS nb_projets
    FROM eclats e
    JOIN indicateurs_lus i ON list_contains(i.types, e.type_montant) AND list_contains(i.categories, e.categorie)
    WHERE i.sujet = 'projet_id' AND (e.nb_inconnus > 0 OR NOT list_contains(i.manques, 'montant'))
    GROUP BY ALL
)
SELECT
    s.arrete_id, s.phase, s.indicateur_id, s.perimetre,
    CASE s.sujet WHEN 'projet_id' THEN coalesce(p.nb_projets, 0) ELSE s.nb_sujets END AS nb_sujets,
    s.nb_inconnus, s.total, s.haut, s.bas
FROM somme s LEFT JOIN projet p USING (arrete_id, phase, indicateur_id, perimetre)
