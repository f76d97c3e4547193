-- grain: one row per territory behind a count at the arrêté, with the milestone line that gives its state, if any
-- avec: lieu_suivi, parmi, present_aux_deux, connu, ordre_des_faits, regions_couvertes
WITH dernier AS (
    SELECT j.phase, j.territoire_id, j.rattachement, j.lieu_dit, j.livraison_id, j.ligne, j.cause, j.date_effet, j.date_connaissance
    FROM jalon j
    JOIN type_jalon y USING (jalon)
    JOIN arrete a ON a.arrete_id = $arrete
    WHERE y.famille = $famille AND connu(j, a)
    QUALIFY row_number() OVER (
        PARTITION BY j.phase, j.territoire_id
        ORDER BY ordre_des_faits(j) DESC
    ) = 1
)
SELECT
    d.livraison_id, d.ligne, e.territoire_id, t.nom AS territoire, e.code_region, r.nom AS region,
    coalesce(regions_couvertes(e), r.nom) AS regions,
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
  AND lieu_suivi(e)
  AND parmi($territoires, e.territoire_id)
  AND present_aux_deux(e)
  AND parmi($etats, e.etat)
  AND CASE $choix WHEN 'engages' THEN coalesce(e.est_engage, false) WHEN 'signes' THEN coalesce(e.est_signe, false)
      WHEN 'non_engages' THEN e.est_engage IS NOT TRUE
      WHEN 'regions_engagees' THEN e.code_region NOT IN (
          SELECT code_region FROM etat_territoire
          WHERE arrete_id = $arrete AND phase = $phase AND est_engage IS NOT TRUE)
      WHEN 'binome' THEN coalesce(e.a_binome, false) WHEN 'appuyes' THEN e.est_appuye
      WHEN 'nouveaux' THEN coalesce(t.est_entierement_nouveau, false) WHEN 'tous' THEN true
      ELSE error('Unknown choice of territories: ' || $choix) END
ORDER BY r.nom COLLATE fr, t.nom COLLATE fr, e.territoire_id
