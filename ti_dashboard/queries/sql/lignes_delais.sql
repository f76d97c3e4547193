-- grain: one row per step × commitment (project × body) that began it: days between the first dates of two kinds
WITH debut AS (
    SELECT
        projet_id, famille_id, type_montant,
        arg_min({'d': date_effet, 'livraison_id': livraison_id, 'ligne': ligne, 'operateur_id': operateur_id},
                (date_effet, livraison_id, ligne)) AS premier
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
      AND type_montant IN ('demande', 'engage', 'conventionne', 'paye')
      AND (len($regions) = 0 OR list_contains($regions, code_region))
      AND (len($themes) = 0 OR list_has_any($themes, themes))
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
    GROUP BY ALL
),
pas AS (
    SELECT s.etape, d.projet_id, d.famille_id, d.premier AS debut, f.premier AS fin
    FROM (VALUES ('demande-engage', 'demande', 'engage'), ('engage-conventionne', 'engage', 'conventionne'),
        ('conventionne-paye', 'conventionne', 'paye')) s (etape, de, vers)
    JOIN debut d ON d.type_montant = s.de
    LEFT JOIN debut f ON f.type_montant = s.vers AND f.projet_id = d.projet_id AND f.famille_id = d.famille_id
    WHERE len($etapes) = 0 OR list_contains($etapes, s.etape)
)
SELECT
    p.etape, p.projet_id, p.famille_id, e.intitule, o.nom AS operateur, p.debut.d AS date_debut, p.fin.d AS date_effet,
    CASE WHEN p.fin.d >= p.debut.d THEN p.fin.d - p.debut.d END AS nb_jours,
    CASE WHEN p.fin IS NULL THEN 'sans suite à ce jour' WHEN p.fin.d < p.debut.d THEN 'dates inversées, écarté'
        ELSE 'mesuré' END AS situation,
    lb.fichier AS fichier_debut, lb.feuille AS feuille_debut, p.debut.ligne AS ligne_debut,
    p.fin.livraison_id AS livraison_id, p.fin.ligne AS ligne, l.emetteur, l.fichier, l.feuille, l.date_reception,
    l.sha256
FROM pas p
LEFT JOIN etat_projet e ON e.arrete_id = $arrete AND e.projet_id = p.projet_id
JOIN operateur o ON o.operateur_id = p.debut.operateur_id
JOIN livraison lb ON lb.livraison_id = p.debut.livraison_id
LEFT JOIN livraison l ON l.livraison_id = p.fin.livraison_id
ORDER BY nb_jours DESC NULLS LAST, e.intitule, p.projet_id, p.famille_id
