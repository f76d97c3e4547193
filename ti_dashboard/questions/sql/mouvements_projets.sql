-- grain: one row per cause of what moved a count of projects between two arrêtés, over faits_projets (lignes)
-- avec: sans_operateur, est_nouveau, cause_du_fait, ordre_des_faits
-- The fact that made a project ($sujets) enter ($entres), the last condition of being counted that it met, or leave, the
-- first it lost: ``franchissements.decisif``. $ailleurs: territories that only the references put in the places chosen.
WITH sujet AS (
    SELECT unnest($sujets) AS projet_id
),
entre AS (
    SELECT unnest($entres) AS projet_id
),
pas AS (
    SELECT *, dense_rank() OVER (PARTITION BY projet_id ORDER BY ordre_des_faits(lignes)) AS rang,
        last_value(territoire_id) OVER (
            PARTITION BY projet_id ORDER BY ordre_des_faits(lignes)
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS dernier_territoire
    FROM lignes
),
epreuve AS (
    SELECT *, 1 AS ordre, est_du_perimetre IS TRUE AS est_tenue FROM pas
    UNION ALL SELECT *, 2, est_compte IS TRUE FROM pas
    UNION ALL SELECT *, 3, est_engage IS TRUE FROM pas WHERE $choix = 'engages'
    UNION ALL SELECT *, 4, est_touche IS TRUE FROM pas WHERE NOT sans_operateur()
),
suite AS (
    SELECT *, coalesce(lag(est_tenue) OVER (PARTITION BY projet_id, ordre ORDER BY rang), false) AS etait_tenue
    FROM epreuve
),
franchi AS (
    SELECT * FROM suite WHERE est_tenue <> etait_tenue
    QUALIFY row_number() OVER (PARTITION BY projet_id, ordre ORDER BY rang DESC) = 1
),
decisif AS (
    SELECT f.*, e.projet_id IS NOT NULL AS est_entre FROM franchi f LEFT JOIN entre e USING (projet_id)
    WHERE est_nouveau(f) AND NOT list_contains($ailleurs, coalesce(f.dernier_territoire, ''))
    QUALIFY row_number() OVER (
        PARTITION BY f.projet_id
        ORDER BY f.est_tenue = (e.projet_id IS NOT NULL) DESC,
            CASE WHEN e.projet_id IS NULL THEN f.rang ELSE -f.rang END, f.ordre
    ) = 1
),
explique AS (
    SELECT e.projet_id IS NOT NULL AS est_entre,
        CASE WHEN d.projet_id IS NULL OR d.genre = 'redeclaration' THEN 'perimetre' ELSE cause_du_fait(d) END AS cause
    FROM sujet s LEFT JOIN entre e USING (projet_id) LEFT JOIN decisif d USING (projet_id)
)
SELECT cause, count(*) AS nb_lignes, count(*) FILTER (est_entre) AS hausse, count(*) FILTER (NOT est_entre) AS baisse
FROM explique
GROUP BY cause
ORDER BY cause
