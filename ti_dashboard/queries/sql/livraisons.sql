-- grain: one row per sheet received
SELECT dossier, fichier, feuille, emetteur, date_reception, nb_lignes, total_controle, total_lu, sha256
FROM livraison ORDER BY date_reception DESC, livraison_id
