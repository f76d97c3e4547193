-- grain: one row as projets_sans_engagement gives it, read from counts, when one operator at most is chosen
-- avec: lieu_suivi, themes_suivis, regard_suivi, classe_en_mois
WITH recense AS (
    SELECT
        themes, code_region, nb_projets,
        themes_suivis(c) AS suit_theme,
        CASE WHEN est_engage THEN 0 ELSE nb_projets END AS nb_sans,
        classe_en_mois($attente_codes, $attente_mois, mois_d_attente) AS anciennete,
        CASE
            WHEN est_demande THEN 'demande'
            WHEN statut = 'en_instruction' THEN 'instruction_sans_demande'
            ELSE 'aucune'
        END AS demande,
        a_eu_un_engagement,
        est_aide_par_sa_region AS aide_par_sa_region
    FROM cumul_suivi c
    WHERE arrete_id = $arrete AND phase = $phase AND est_compte
      AND lieu_suivi(c)
      AND regard_suivi(c)
),
porte AS (
    SELECT nb_sans, nb_projets, unnest(CASE WHEN len(themes) = 0 THEN [NULL] ELSE themes END) AS theme_id FROM recense
),
suivi AS (SELECT * FROM recense WHERE suit_theme),
somme AS (
    SELECT 'theme' AS ventilation, theme_id AS code, sum(nb_sans) AS nb_sans, sum(nb_projets) AS nb_recenses
    FROM porte GROUP BY ALL
    UNION ALL SELECT 'region', code_region, sum(nb_sans), sum(nb_projets) FROM suivi GROUP BY ALL
    UNION ALL SELECT 'anciennete', anciennete, sum(nb_sans), sum(nb_projets) FROM suivi GROUP BY ALL
    UNION ALL SELECT 'demande', demande, sum(nb_sans), sum(nb_projets) FROM suivi GROUP BY ALL
    UNION ALL SELECT 'part', 'annule', sum(nb_sans) FILTER (a_eu_un_engagement), sum(nb_projets) FROM suivi
    UNION ALL SELECT 'part', 'aide_region', sum(nb_sans) FILTER (aide_par_sa_region), sum(nb_projets) FROM suivi
),
ventile AS (
    SELECT ventilation, code, coalesce(nb_sans, 0)::BIGINT AS nb_sans, coalesce(nb_recenses, 0)::BIGINT AS nb_recenses
    FROM somme
)
SELECT v.ventilation, v.code, coalesce(t.libelle, r.nom) AS libelle, v.nb_sans, v.nb_recenses
FROM ventile v
LEFT JOIN theme t ON v.ventilation = 'theme' AND t.theme_id = v.code
LEFT JOIN region r ON v.ventilation = 'region' AND r.code_region = v.code
ORDER BY v.ventilation, v.code IS NULL, t.ordre, v.nb_sans DESC, v.code
