-- grain: one row per territory of the programme at the arrêté, with its latest milestone of any family, if any
-- avec: lieu_suivi, parmi, connu, ordre_des_faits, regions_couvertes
WITH dernier AS (
    SELECT j.*
    FROM jalon j JOIN arrete a ON a.arrete_id = $arrete
    WHERE j.phase = $phase AND connu(j, a)
    QUALIFY row_number() OVER (
        PARTITION BY j.territoire_id
        ORDER BY ordre_des_faits(j) DESC
    ) = 1
)
SELECT
    d.livraison_id, d.ligne, e.territoire_id, t.nom AS territoire, y.libelle AS jalon,
    coalesce(regions_couvertes(e), r.nom) AS regions,
    CASE WHEN d.ligne IS NOT NULL THEN dire_rattachement(e.territoire_id, d.rattachement, d.lieu_dit) END
        AS rattachement_dit,
    date_diff('day', d.date_effet, CAST($arrete AS DATE)) AS nb_jours, d.date_effet, d.date_connaissance, d.cause,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
LEFT JOIN dernier d USING (phase, territoire_id)
LEFT JOIN type_jalon y USING (jalon)
LEFT JOIN livraison l USING (livraison_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND lieu_suivi(e)
  AND parmi($territoires, e.territoire_id)
ORDER BY nb_jours DESC NULLS FIRST, t.nom COLLATE fr, e.territoire_id
