-- grain: one row per project × type × état of jobs behind a number (lignes: emplois_connus), with its origin if any
SELECT
    d.livraison_id, d.ligne, d.projet_id, d.intitule, t.nom AS territoire, d.rattachement_dit, d.type_emploi, d.etat_emploi,
    d.nombre, d.verificateur, d.date_effet, d.date_connaissance, d.cause, l.emetteur, l.fichier, l.feuille,
    l.date_reception, l.sha256
FROM lignes d
LEFT JOIN livraison l USING (livraison_id)
LEFT JOIN territoire t ON t.phase = d.phase AND t.territoire_id = d.territoire_id
ORDER BY d.nombre DESC NULLS LAST, d.livraison_id IS NULL, d.intitule, d.projet_id, d.type_emploi, d.etat_emploi
