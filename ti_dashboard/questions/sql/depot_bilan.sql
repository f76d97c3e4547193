-- grain: one row per sheet of one deposit, with what became of its rows
SELECT
    fichier, feuille, nature, nb_lignes + nb_rejets + nb_sans_objet AS nb_lignes_fichier, nb_rejets, nb_sans_objet,
    nb_lignes - nb_deja_connues - nb_corrigees - nb_recouvertes AS nb_ajoutees, nb_corrigees, nb_deja_connues,
    nb_recouvertes, nb_retirees, total_controle, total_lu
FROM livraison
WHERE dossier = $depot AND NOT feuille LIKE '%retraits'
ORDER BY fichier, feuille, livraison_id
