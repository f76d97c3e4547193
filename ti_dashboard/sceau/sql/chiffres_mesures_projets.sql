-- grain: one row per arrêté × phase × indicator of projects × perimeter
-- avec: parmi
WITH nombre AS (
    SELECT arrete_id, phase, perimetre, est_entier, est_touche, est_compte, est_engage, statut, count(*) AS nb
    FROM eclats
    GROUP BY ALL
),
retenu AS (
    SELECT
        n.arrete_id, n.phase, i.indicateur_id, n.perimetre, n.nb, n.est_compte,
        -- Under an operator, the projects it touched: those it did not are what « sans ligne » counts.
        n.est_entier OR n.est_touche AS est_suivi,
        CASE i.choix WHEN 'recenses' THEN n.est_compte WHEN 'sans_ligne' THEN n.est_compte AND NOT n.est_touche
            WHEN 'engages' THEN n.est_engage WHEN 'sans_engagement' THEN n.est_compte AND NOT n.est_engage
            WHEN 'sortis' THEN NOT n.est_compte WHEN 'tous' THEN true END
        AND (i.choix = 'sans_ligne' OR n.est_entier OR n.est_touche)
        AND parmi(i.statuts, n.statut) AND REGLES_TENUES AS est_retenu,
        CASE i.numerateur WHEN 'est_engage' THEN n.est_engage
            WHEN 'est_realise_ou_en_cours' THEN n.statut IN ('en_realisation', 'realise') END AS est_numerateur
    FROM nombre n CROSS JOIN indicateurs_lus i
)
SELECT
    arrete_id, phase, indicateur_id, perimetre,
    coalesce(sum(nb) FILTER (est_retenu), 0) AS nb_sujets,
    coalesce(sum(nb) FILTER (est_retenu AND est_numerateur), 0) AS haut,
    coalesce(sum(nb) FILTER (est_retenu), 0) AS bas,
    coalesce(sum(nb) FILTER (est_suivi AND est_compte), 0) AS ensemble
FROM retenu
GROUP BY ALL
