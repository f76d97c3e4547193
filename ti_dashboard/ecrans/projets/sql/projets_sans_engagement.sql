-- grain: one row per breakdown (theme, region, anciennete, demande, part) × code; follows places, theme, operateur
-- avec: lieu_suivi, themes_suivis, operateur_suivi, projet_touche, bilan_des_actes, en_vigueur
-- avec: etat_ou_operateur, classe_d_age
-- The breakdown by theme alone does not follow the theme filter.
WITH acte AS (
    SELECT
        projet_id,
        unnest(bilan_des_actes(etat_flux, etat_ou_operateur(etat_flux))),
        count(*) FILTER (type_montant = 'engage' AND categorie = 'region') AS nb_engagements_region,
        count(*) FILTER (type_montant = 'demande') AS nb_demandes
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
      AND operateur_suivi(etat_flux)
    GROUP BY projet_id
),
recense AS (
    SELECT
        p.projet_id, p.themes, p.code_region,
        themes_suivis(p) AS suit_theme,
        NOT en_vigueur(a) AS sans,
        classe_d_age($attente_codes, $attente_mois, p.date_remontee) AS anciennete,
        CASE
            WHEN a.nb_demandes > 0 THEN 'demande'
            WHEN p.statut = 'en_instruction' THEN 'instruction_sans_demande'
            ELSE 'aucune'
        END AS demande,
        coalesce(a.nb_engagements, 0) > 0 AS a_eu_un_engagement,
        coalesce(a.nb_engagements_region, 0) > 0 AS aide_par_sa_region
    FROM etat_projet p LEFT JOIN acte a USING (projet_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.est_compte
      AND lieu_suivi(p)
      AND projet_touche(p)
),
porte AS (
    SELECT sans, unnest(CASE WHEN len(themes) = 0 THEN [NULL] ELSE themes END) AS theme_id FROM recense
),
suivi AS (SELECT * FROM recense WHERE suit_theme),
ventile AS (
    SELECT 'theme' AS ventilation, theme_id AS code, count(*) FILTER (sans) AS nb_sans, count(*) AS nb_recenses
    FROM porte GROUP BY ALL
    UNION ALL SELECT 'region', code_region, count(*) FILTER (sans), count(*) FROM suivi GROUP BY ALL
    UNION ALL SELECT 'anciennete', anciennete, count(*) FILTER (sans), count(*) FROM suivi GROUP BY ALL
    UNION ALL SELECT 'demande', demande, count(*) FILTER (sans), count(*) FROM suivi GROUP BY ALL
    UNION ALL SELECT 'part', 'annule', count(*) FILTER (sans AND a_eu_un_engagement), count(*) FROM suivi
    UNION ALL SELECT 'part', 'aide_region', count(*) FILTER (sans AND aide_par_sa_region), count(*) FROM suivi
)
SELECT v.ventilation, v.code, coalesce(t.libelle, r.nom) AS libelle, v.nb_sans, v.nb_recenses
FROM ventile v
LEFT JOIN theme t ON v.ventilation = 'theme' AND t.theme_id = v.code
LEFT JOIN region r ON v.ventilation = 'region' AND r.code_region = v.code
ORDER BY v.ventilation, v.code IS NULL, t.ordre, v.nb_sans DESC, v.code
