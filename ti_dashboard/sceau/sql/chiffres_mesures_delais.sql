-- grain: one row per arrêté × phase × indicator of delays × perimeter
-- avec: parmi
WITH dossier AS (
    SELECT
        arrete_id, phase, perimetre, projet_id, famille_id, min(demande) AS demande, min(engage) AS engage,
        min(conventionne) AS conventionne, min(paye) AS paye
    FROM eclats
    GROUP BY ALL
),
pas AS (
    SELECT
        arrete_id, phase, perimetre,
        unnest([
            {'etape': 'demande-engage', 'debut': demande, 'fin': engage},
            {'etape': 'engage-conventionne', 'debut': engage, 'fin': conventionne},
            {'etape': 'conventionne-paye', 'debut': conventionne, 'fin': paye}
        ], recursive := true)
    FROM dossier
),
mesure AS (
    SELECT
        p.arrete_id, p.phase, i.indicateur_id, p.perimetre, count(*) AS nb_sujets,
        list_sort(list(p.fin - p.debut) FILTER (p.fin >= p.debut)) AS jours
    FROM pas p JOIN indicateurs_lus i ON parmi(i.etapes, p.etape)
    WHERE p.debut IS NOT NULL
    GROUP BY ALL
)
SELECT
    arrete_id, phase, indicateur_id, perimetre, nb_sujets, nb_sujets - coalesce(len(jours), 0) AS nb_inconnus,
    -- Of an even number of delays, the middle of the two in the middle, exactly.
    (jours[(len(jours) + 1) // 2] + jours[len(jours) // 2 + 1]) * 0.5::DECIMAL(2, 1) AS mediane
FROM mesure
