-- grain: one row per sheet whose rows no arrêté counts yet
SELECT
    l.dossier, l.fichier, l.feuille, l.nature, l.emetteur, l.date_reception, l.date_connaissance,
    l.nb_lignes - l.nb_deja_connues - l.nb_recouvertes AS nb_lignes, l.nb_corrigees, l.nb_retirees, l.total_lu
FROM livraison l
WHERE l.date_connaissance > (SELECT max(date_cloture) FROM arrete)
ORDER BY l.date_connaissance DESC, l.livraison_id
