-- grain: one row per territory behind a count at the arrêté, with the milestone line that gives its state, if any
WITH dernier AS (
    SELECT j.phase, j.territoire_id, j.rattachement, j.lieu_dit, j.livraison_id, j.ligne, j.cause, j.date_effet, j.date_connaissance
    FROM jalon j
    JOIN type_jalon y USING (jalon)
    JOIN arrete a ON a.arrete_id = $arrete
    WHERE y.famille = $famille AND j.date_connaissance <= a.date_cloture AND j.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY j.phase, j.territoire_id
        ORDER BY j.date_effet DESC, j.date_connaissance DESC, j.livraison_id DESC, j.ligne DESC
    ) = 1
)
SELECT
    d.livraison_id, d.ligne, e.territoire_id, t.nom AS territoire, e.code_region, r.nom AS region,
    coalesce((
        SELECT string_agg(g.nom, ', ' ORDER BY NOT x.est_chef_de_file, g.nom COLLATE fr)
        FROM territoire_region x JOIN region g USING (code_region)
        WHERE x.phase = e.phase AND x.territoire_id = e.territoire_id
    ), r.nom) AS regions,
    CASE WHEN d.ligne IS NOT NULL THEN dire_rattachement(e.territoire_id, d.rattachement, d.lieu_dit) END
        AS rattachement_dit,
    k.libelle AS etat,
    e.est_engage, e.est_signe, e.motif_blocage,
    CASE e.a_binome WHEN true THEN 'désigné' WHEN false THEN 'non désigné' ELSE 'inconnu' END AS binome,
    d.date_effet, d.date_connaissance, d.cause, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
JOIN type_jalon k ON k.jalon = e.etat
LEFT JOIN dernier d USING (phase, territoire_id)
LEFT JOIN livraison l USING (livraison_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND (len($regions) = 0 OR list_contains($regions, e.code_region))
  AND (len($territoires) = 0 OR list_contains($territoires, e.territoire_id))
  AND (len($perimetres) = 0 OR e.territoire_id IN (
      SELECT territoire_id FROM etat_territoire
      WHERE phase = $phase AND arrete_id IN ($depuis, $jusqu_a) GROUP BY ALL HAVING count(*) = 2))
  AND (len($etats) = 0 OR list_contains($etats, e.etat))
  AND CASE $choix WHEN 'engages' THEN coalesce(e.est_engage, false) WHEN 'signes' THEN coalesce(e.est_signe, false)
      WHEN 'non_engages' THEN e.est_engage IS NOT TRUE
      WHEN 'regions_engagees' THEN e.code_region NOT IN (
          SELECT code_region FROM etat_territoire
          WHERE arrete_id = $arrete AND phase = $phase AND est_engage IS NOT TRUE)
      WHEN 'binome' THEN coalesce(e.a_binome, false) WHEN 'appuyes' THEN e.est_appuye
      WHEN 'nouveaux' THEN coalesce(t.est_entierement_nouveau, false) ELSE true END
ORDER BY r.nom COLLATE fr, t.nom COLLATE fr
