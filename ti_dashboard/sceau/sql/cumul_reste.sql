-- grain: one row per arrêté × phase × body × territory × themes × age of the commitment in months: what is left to pay
-- avec: projet_epars, mois_entiers
WITH dossier AS (
    SELECT
        f.arrete_id, f.phase, f.famille_id, f.territoire_id, f.code_region, f.themes,
        coalesce(f.projet_id, f.territoire_id) AS sujet_id,
        min(f.date_effet) FILTER (f.type_montant = 'engage') AS date_engagement,
        count(*) > count(f.montant_eur) AS est_inconnu,
        sum(CASE f.type_montant WHEN 'engage' THEN f.montant_eur ELSE -f.montant_eur END) AS reste
    FROM etat_flux f ANTI JOIN projet_epars USING (arrete_id, phase, projet_id, famille_id)
    WHERE f.type_montant IN ('engage', 'annule', 'paye')
    GROUP BY ALL
    HAVING count(*) FILTER (f.type_montant = 'engage') > 0
)
SELECT
    arrete_id, phase, famille_id, territoire_id, code_region, themes,
    mois_entiers(date_engagement, arrete_id) AS mois_d_age,
    sum(reste) FILTER (NOT est_inconnu) AS reste,
    count(*) FILTER (NOT est_inconnu AND reste <> 0) AS nb_dossiers,
    count(*) FILTER (est_inconnu) AS nb_inconnus,
    count(*) FILTER (NOT est_inconnu AND reste < 0) AS nb_depassements
FROM dossier
GROUP BY ALL
