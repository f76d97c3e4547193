-- grain: one row per territory of the programme at the arrêté (lignes: territoires_liste), with its supported post
-- avec: connu, ordre_des_faits
WITH dernier AS (
    SELECT
        p.territoire_id, p.etat_poste, p.date_effet AS date_poste, p.date_fin_financement
    FROM poste p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.phase = $phase AND connu(p, a)
    QUALIFY row_number() OVER (
        PARTITION BY p.territoire_id
        ORDER BY ordre_des_faits(p) DESC
    ) = 1
)
SELECT
    l.territoire_id, l.nom, l.regions, l.etat, l.est_engage, l.date_dernier_jalon, l.nb_jours_sans_nouvelle,
    e.etat AS code_etat, e.est_appuye, d.etat_poste, d.date_poste, d.date_fin_financement,
    e.date_dernier_jalon <= CAST($arrete AS DATE) - to_months($echelon) AS est_en_retard,
    date_diff('month', e.date_dernier_jalon, CAST($arrete AS DATE))
        - CASE WHEN e.date_dernier_jalon + to_months(date_diff('month', e.date_dernier_jalon, CAST($arrete AS DATE)))
            > CAST($arrete AS DATE) THEN 1 ELSE 0 END AS nb_mois_echelon
FROM lignes l
JOIN etat_territoire e ON e.arrete_id = $arrete AND e.phase = $phase AND e.territoire_id = l.territoire_id
LEFT JOIN dernier d ON d.territoire_id = l.territoire_id
ORDER BY l.nb_jours_sans_nouvelle DESC NULLS FIRST, l.nom COLLATE fr, l.territoire_id
