-- grain: one row per status event of the project known at the arrêté, with the line it came from
-- avec: connu, ordre_des_faits
SELECT
    p.date_effet, s.libelle AS statut, p.date_connaissance, p.cause, l.emetteur, l.fichier, l.feuille, p.ligne,
    l.date_reception, l.sha256
FROM projet_statut p
JOIN statut_projet s USING (statut)
JOIN livraison l USING (livraison_id)
JOIN arrete a ON a.arrete_id = $arrete
WHERE p.projet_id = $projet_id AND connu(p, a)
ORDER BY ordre_des_faits(p)
