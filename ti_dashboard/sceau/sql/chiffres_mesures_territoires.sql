-- grain: one row per arrêté × phase × indicator of territories × perimeter
WITH retenu AS (
    SELECT
        e.arrete_id, e.phase, e.perimetre, i.indicateur_id,
        CASE i.sujet WHEN 'code_region' THEN e.code_region ELSE e.territoire_id END AS sujet_id,
        CASE i.choix WHEN 'engages' THEN e.est_engage WHEN 'signes' THEN e.est_signe
            WHEN 'non_engages' THEN NOT e.est_engage WHEN 'regions_engagees' THEN e.est_region_engagee
            WHEN 'binome' THEN e.a_binome WHEN 'appuyes' THEN e.est_appuye WHEN 'nouveaux' THEN e.est_nouveau
            WHEN 'tous' THEN true END AND REGLES_TENUES AS est_retenu,
        CASE i.numerateur WHEN 'est_engage' THEN e.est_engage WHEN 'est_signe' THEN e.est_signe END AS est_compte
    FROM eclats e CROSS JOIN indicateurs_lus i
)
SELECT
    arrete_id, phase, indicateur_id, perimetre,
    count(DISTINCT sujet_id) FILTER (est_retenu) AS nb_sujets,
    count(*) FILTER (est_retenu AND est_compte) AS haut,
    count(*) FILTER (est_retenu) AS bas,
    count(DISTINCT sujet_id) AS ensemble
FROM retenu
GROUP BY ALL
