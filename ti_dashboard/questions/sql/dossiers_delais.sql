-- grain: one row per step × commitment (project × body) that began it: days between the first dates of two kinds
-- avec: acte_suivi, parmi
WITH dossier AS (
    SELECT
        projet_id, famille_id,
        min(date_effet) FILTER (type_montant = 'demande') AS demande,
        min(date_effet) FILTER (type_montant = 'engage') AS engage,
        min(date_effet) FILTER (type_montant = 'conventionne') AS conventionne,
        min(date_effet) FILTER (type_montant = 'paye') AS paye
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
      AND acte_suivi(etat_flux)
    GROUP BY ALL
),
pas AS (
    SELECT projet_id, famille_id, unnest([
        {'etape': 'demande-engage', 'de': 'demande', 'vers': 'engage', 'date_debut': demande, 'date_effet': engage},
        {'etape': 'engage-conventionne', 'de': 'engage', 'vers': 'conventionne', 'date_debut': engage,
         'date_effet': conventionne},
        {'etape': 'conventionne-paye', 'de': 'conventionne', 'vers': 'paye', 'date_debut': conventionne,
         'date_effet': paye}
    ], recursive := true)
    FROM dossier
)
SELECT *, CASE WHEN date_effet >= date_debut THEN date_effet - date_debut END AS nb_jours
FROM pas
WHERE date_debut IS NOT NULL AND parmi($etapes, etape)
