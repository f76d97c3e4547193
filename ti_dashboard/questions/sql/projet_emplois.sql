-- grain: one row per type × état of jobs of the project, the last declaration known at the arrêté with its line
-- avec: connu, ordre_des_faits
SELECT
    e.type_emploi, e.etat_emploi, e.nombre, e.verificateur, e.date_effet, l.emetteur, l.fichier, l.feuille, e.ligne,
    l.date_reception, l.sha256
FROM emploi e
JOIN livraison l USING (livraison_id)
JOIN arrete a ON a.arrete_id = $arrete
WHERE e.projet_id = $projet_id AND connu(e, a)
QUALIFY row_number() OVER (
    PARTITION BY e.type_emploi, e.etat_emploi
    ORDER BY ordre_des_faits(e) DESC
) = 1
ORDER BY e.type_emploi DESC, e.etat_emploi DESC
