-- grain: one row per step between two kinds of amount; days between their first dates, per project × body
WITH dossier AS (
    SELECT
        arrete_id, projet_id, famille_id,
        min(date_effet) FILTER (type_montant = 'demande') AS demande,
        min(date_effet) FILTER (type_montant = 'engage') AS engage,
        min(date_effet) FILTER (type_montant = 'conventionne') AS conventionne,
        min(date_effet) FILTER (type_montant = 'paye') AS paye
    FROM etat_flux
    WHERE phase = $phase AND projet_id IS NOT NULL AND arrete_id IN ($arrete, $compare)
      AND (len($regions) = 0 OR list_contains($regions, code_region))
      AND (len($themes) = 0 OR list_has_any($themes, themes))
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
    GROUP BY ALL
),
pas AS (
    SELECT arrete_id, unnest([
        {'rang': 1, 'etape': 'demande-engage', 'libelle': 'Demande → engagement', 'debut': demande, 'fin': engage},
        {'rang': 2, 'etape': 'engage-conventionne', 'libelle': 'Engagement → convention', 'debut': engage,
         'fin': conventionne},
        {'rang': 3, 'etape': 'conventionne-paye', 'libelle': 'Convention → 1er paiement',
         'debut': conventionne, 'fin': paye}
    ], recursive := true)
    FROM dossier
)
SELECT
    rang, etape, libelle,
    median(fin - debut) FILTER (arrete_id = $arrete AND fin >= debut) AS nb_jours,
    count(*) FILTER (arrete_id = $arrete AND fin >= debut) AS nb_dossiers,
    count(*) FILTER (arrete_id = $arrete AND debut IS NOT NULL AND fin IS NULL) AS nb_en_attente,
    count(*) FILTER (arrete_id = $arrete AND fin < debut) AS nb_inverses,
    median(fin - debut) FILTER (arrete_id = $compare AND fin >= debut) AS nb_jours_precedent
FROM pas
GROUP BY ALL
ORDER BY rang
