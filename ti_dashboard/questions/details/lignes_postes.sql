-- grain: one row per post at the arrêté with its last event, or per supported territory whose post is unknown
WITH dernier AS (
    SELECT p.*
    FROM poste p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.phase = $phase AND p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY p.territoire_id, p.poste_id
        ORDER BY p.date_effet DESC, p.date_connaissance DESC, p.livraison_id DESC, p.ligne DESC
    ) = 1
)
SELECT
    d.livraison_id, d.ligne, d.poste_id, e.phase, e.territoire_id, t.nom AS territoire, e.code_region,
    r.nom AS region,
    coalesce((
        SELECT string_agg(g.nom, ', ' ORDER BY NOT x.est_chef_de_file, g.nom COLLATE fr)
        FROM territoire_region x JOIN region g USING (code_region)
        WHERE x.phase = e.phase AND x.territoire_id = e.territoire_id
    ), r.nom) AS regions,
    CASE WHEN d.ligne IS NOT NULL THEN dire_rattachement(e.territoire_id, d.rattachement, d.lieu_dit) END
        AS rattachement_dit,
    e.est_appuye, coalesce(d.etat_poste, 'inconnu') AS etat_poste,
    CASE d.etat_poste WHEN 'pourvu' THEN 'Pourvu' WHEN 'ouvert' THEN 'Recrutement en cours'
        WHEN 'vacant' THEN 'Vacant' WHEN 'fin' THEN 'Fin de financement' ELSE 'Inconnu' END AS etat_poste_dit,
    d.date_fin_financement, date_diff('day', CAST($arrete AS DATE), d.date_fin_financement) AS nb_jours_restants,
    d.taux_cofinancement, d.date_effet, d.date_connaissance, d.cause,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
LEFT JOIN dernier d USING (phase, territoire_id)
LEFT JOIN livraison l USING (livraison_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase AND (d.poste_id IS NOT NULL OR e.est_appuye)
  AND (len($regions) = 0 OR list_contains($regions, e.code_region))
  AND (len($territoires) = 0 OR list_contains($territoires, e.territoire_id))
  AND (len($postes) = 0 OR list_contains($postes, coalesce(d.etat_poste, 'inconnu')))
ORDER BY e.est_appuye DESC, r.nom COLLATE fr, t.nom COLLATE fr, d.poste_id
