-- grain: one row per ledger line behind what is left to pay (lignes: dossiers_reste), with its origin
SELECT
    f.livraison_id, f.ligne, f.sujet_id, f.famille_id, f.age, f.date_engagement, f.reste, f.est_solde,
    x.reference, f.projet_id, p.intitule,
    t.nom AS territoire, f.rattachement_dit, dire_financeur(o.nom, x.financeur_dit) AS operateur, dire_nature(m.libelle, x.statut_dit) AS nature_montant, f.montant_eur AS montant_livre,
    f.date_effet, x.date_connaissance, x.cause, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM lignes f
JOIN flux x USING (livraison_id, ligne)
JOIN livraison l USING (livraison_id)
JOIN operateur o ON o.operateur_id = f.operateur_id
JOIN type_montant m ON m.type_montant = f.type_montant
LEFT JOIN etat_projet p ON p.arrete_id = f.arrete_id AND p.projet_id = f.projet_id
LEFT JOIN territoire t ON t.phase = f.phase AND t.territoire_id = f.territoire_id
ORDER BY f.date_engagement, f.sujet_id, f.famille_id, f.date_effet, f.livraison_id, f.ligne
