-- grain: one row per arrêté × phase × indicator of applications × perimeter
SELECT
    e.arrete_id, e.phase, i.indicateur_id, e.perimetre,
    count(*) FILTER (CASE i.volet WHEN 'connues' THEN true WHEN 'deposees' THEN e.est_deposee
        WHEN 'retenues' THEN e.est_retenue WHEN 'nouvelles' THEN e.est_nouvelle
        WHEN 'sans_binome' THEN e.est_sans_binome WHEN 'sans_avis_region' THEN e.est_sans_avis_region
        WHEN 'plus_de_quatre' THEN e.est_plus_de_quatre WHEN 'partagees' THEN e.est_partagee END) AS nb_sujets,
    count(*) FILTER (CASE i.volet WHEN 'deposees' THEN true WHEN 'nouvelles' THEN e.est_retenue ELSE e.est_deposee END)
        AS ensemble
FROM eclats e CROSS JOIN indicateurs_lus i
GROUP BY ALL
