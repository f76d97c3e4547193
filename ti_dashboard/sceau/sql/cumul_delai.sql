-- grain: one row per arrêté × phase × body × territory × themes × step × days it took, none when it awaits or goes back
-- avec: projet_epars
WITH dossier AS (
    SELECT
        f.arrete_id, f.phase, f.famille_id, f.territoire_id, f.code_region, f.themes, f.projet_id,
        min(f.date_effet) FILTER (f.type_montant = 'demande') AS demande,
        min(f.date_effet) FILTER (f.type_montant = 'engage') AS engage,
        min(f.date_effet) FILTER (f.type_montant = 'conventionne') AS conventionne,
        min(f.date_effet) FILTER (f.type_montant = 'paye') AS paye
    FROM etat_flux f ANTI JOIN projet_epars USING (arrete_id, phase, projet_id, famille_id)
    WHERE f.projet_id IS NOT NULL
    GROUP BY ALL
),
pas AS (
    SELECT
        arrete_id, phase, famille_id, territoire_id, code_region, themes,
        unnest([
            {'etape': 'demande-engage', 'date_debut': demande, 'date_effet': engage},
            {'etape': 'engage-conventionne', 'date_debut': engage, 'date_effet': conventionne},
            {'etape': 'conventionne-paye', 'date_debut': conventionne, 'date_effet': paye}
        ], recursive := true)
    FROM dossier
)
SELECT
    arrete_id, phase, famille_id, territoire_id, code_region, themes, etape,
    CASE WHEN date_effet >= date_debut THEN date_effet - date_debut END AS nb_jours,
    count(*) AS nb_dossiers,
    count(*) FILTER (date_effet IS NULL) AS nb_en_attente
FROM pas
WHERE date_debut IS NOT NULL
GROUP BY ALL
