-- grain: one row per sheet received
SELECT dossier, fichier, feuille, emetteur, nature, date_reception, date_connaissance, mode, nb_lignes, nb_rejets,
    nb_deja_connues, nb_corrigees, nb_retirees, nb_recouvertes, total_controle, total_lu, sha256
FROM livraison ORDER BY date_reception DESC, livraison_id
