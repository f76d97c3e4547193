-- grain: one row per post at the arrêté with its last event, or per supported territory whose post is unknown
-- avec: lieu_suivi, parmi, connu, ordre_des_faits, regions_couvertes
WITH dernier AS (
    SELECT p.*
    FROM poste p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.phase = $phase AND connu(p, a)
    QUALIFY row_number() OVER (
        PARTITION BY p.territoire_id, p.poste_id
        ORDER BY ordre_des_faits(p) DESC
    ) = 1
)
SELECT
    d.livraison_id, d.ligne, d.poste_id, e.phase, e.territoire_id, t.nom AS territoire, e.code_region,
    r.nom AS region,
    coalesce(regions_couvertes(e), r.nom) AS regions,
    CASE WHEN d.ligne IS NOT NULL THEN dire_rattachement(e.territoire_id, d.rattachement, d.lieu_dit) END
        AS rattachement_dit,
    e.est_appuye, coalesce(d.etat_poste, 'inconnu') AS etat_poste,
    d.date_fin_financement, date_diff('day', CAST($arrete AS DATE), d.date_fin_financement) AS nb_jours_restants,
    d.taux_cofinancement, d.date_effet, d.date_connaissance, d.cause,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
LEFT JOIN dernier d USING (phase, territoire_id)
LEFT JOIN livraison l USING (livraison_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase AND (d.poste_id IS NOT NULL OR e.est_appuye)
  AND lieu_suivi(e)
  AND parmi($territoires, e.territoire_id)
  AND parmi($postes, coalesce(d.etat_poste, 'inconnu'))
ORDER BY e.est_appuye DESC, r.nom COLLATE fr, t.nom COLLATE fr, e.territoire_id, d.poste_id
