-- grain: one row as financements_delais over dossiers_delais gives it, read from sums and from scattered projects' lines
-- avec: acte_suivi
WITH dossier AS (
    SELECT
        projet_id, famille_id,
        min(date_effet) FILTER (type_montant = 'demande') AS demande,
        min(date_effet) FILTER (type_montant = 'engage') AS engage,
        min(date_effet) FILTER (type_montant = 'conventionne') AS conventionne,
        min(date_effet) FILTER (type_montant = 'paye') AS paye
    FROM cumul_epars
    WHERE arrete_id = $arrete AND phase = $phase
      AND acte_suivi(cumul_epars)
    GROUP BY ALL
),
pas AS (
    SELECT unnest([
        {'etape': 'demande-engage', 'date_debut': demande, 'date_effet': engage},
        {'etape': 'engage-conventionne', 'date_debut': engage, 'date_effet': conventionne},
        {'etape': 'conventionne-paye', 'date_debut': conventionne, 'date_effet': paye}
    ], recursive := true)
    FROM dossier
),
somme AS (
    SELECT etape, CASE WHEN date_effet >= date_debut THEN date_effet - date_debut END AS nb_jours,
        1 AS nb_dossiers, CASE WHEN date_effet IS NULL THEN 1 ELSE 0 END AS nb_en_attente
    FROM pas
    WHERE date_debut IS NOT NULL
    UNION ALL
    SELECT etape, nb_jours, nb_dossiers, nb_en_attente
    FROM cumul_delai
    WHERE arrete_id = $arrete AND phase = $phase
      AND acte_suivi(cumul_delai)
),
duree AS (
    SELECT etape, nb_jours, sum(nb_dossiers) AS nb_dossiers, sum(nb_en_attente) AS nb_en_attente
    FROM somme GROUP BY etape, nb_jours
),
-- How many took no longer, and how many took some time at all: the median is the one in the middle, or between two.
rang AS (
    SELECT *, sum(nb_dossiers) OVER (PARTITION BY etape ORDER BY nb_jours) AS jusque_la,
        sum(nb_dossiers) OVER (PARTITION BY etape) AS nb
    FROM duree WHERE nb_jours IS NOT NULL
),
milieu AS (
    SELECT etape, any_value(nb) AS nb,
        (min(nb_jours) FILTER (2 * jusque_la >= nb) + min(nb_jours) FILTER (2 * jusque_la >= nb + 1))::DOUBLE / 2
            AS nb_jours
    FROM rang GROUP BY etape
),
reste AS (
    SELECT etape, sum(nb_en_attente)::BIGINT AS nb_en_attente,
        coalesce(sum(nb_dossiers - nb_en_attente) FILTER (nb_jours IS NULL), 0)::BIGINT AS nb_inverses
    FROM duree GROUP BY etape
)
SELECT etape, m.nb_jours, coalesce(m.nb, 0)::BIGINT AS nb_dossiers, r.nb_en_attente, r.nb_inverses
FROM reste r LEFT JOIN milieu m USING (etape)
