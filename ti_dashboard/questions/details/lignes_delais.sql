-- grain: one row per commitment behind a delay (lignes: dossiers_delais), with the lines of its first and last day
-- avec: acte_suivi
WITH premier AS (
    SELECT
        projet_id, famille_id, type_montant, date_effet,
        arg_min({'livraison_id': livraison_id, 'ligne': ligne, 'operateur_id': operateur_id},
                (livraison_id, ligne)) AS x
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
      AND acte_suivi(etat_flux)
    GROUP BY ALL
)
SELECT
    d.etape, d.projet_id, d.famille_id, e.intitule, o.nom AS operateur, d.date_debut, d.date_effet, d.nb_jours,
    CASE WHEN d.date_effet IS NULL THEN 'sans_suite' WHEN d.nb_jours IS NULL THEN 'inverse'
        ELSE 'mesure' END AS situation,
    xb.reference AS reference_debut, xf.reference, lb.fichier AS fichier_debut, lb.feuille AS feuille_debut, b.x.ligne AS ligne_debut,
    f.x.livraison_id AS livraison_id, f.x.ligne AS ligne, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM lignes d
JOIN premier b ON b.type_montant = d.de AND b.date_effet = d.date_debut
    AND b.projet_id = d.projet_id AND b.famille_id = d.famille_id
LEFT JOIN premier f ON f.type_montant = d.vers AND f.date_effet = d.date_effet
    AND f.projet_id = d.projet_id AND f.famille_id = d.famille_id
JOIN operateur o ON o.operateur_id = b.x.operateur_id
JOIN flux xb ON xb.livraison_id = b.x.livraison_id AND xb.ligne = b.x.ligne
LEFT JOIN flux xf ON xf.livraison_id = f.x.livraison_id AND xf.ligne = f.x.ligne
JOIN livraison lb ON lb.livraison_id = b.x.livraison_id
LEFT JOIN livraison l ON l.livraison_id = f.x.livraison_id
LEFT JOIN etat_projet e ON e.arrete_id = $arrete AND e.projet_id = d.projet_id
ORDER BY d.nb_jours DESC NULLS LAST, e.intitule, d.projet_id, d.famille_id, d.etape
