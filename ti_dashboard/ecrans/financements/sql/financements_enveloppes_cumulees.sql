-- grain: one row as financements_enveloppes gives it, read from sums made when the publication was built
-- avec: etat_ou_operateur
WITH bilan AS (
    SELECT
        phase,
        CASE WHEN count(*) FILTER (type_montant = 'annonce') = 0 THEN 0
            ELSE sum(montant_eur) FILTER (type_montant = 'annonce') END AS montant_annonce,
        CASE WHEN count(*) FILTER (type_montant = 'engage') = 0 THEN 0
            ELSE sum(montant_eur) FILTER (type_montant = 'engage') END AS montant_engage,
        CASE WHEN count(*) FILTER (type_montant = 'annule') = 0 THEN 0
            ELSE sum(montant_eur) FILTER (type_montant = 'annule') END AS montant_annule,
        CASE WHEN count(*) FILTER (type_montant = 'paye') = 0 THEN 0
            ELSE sum(montant_eur) FILTER (type_montant = 'paye') END AS montant_paye,
        coalesce(sum(nb_inconnus) FILTER (type_montant IN ('engage', 'annule', 'paye')), 0)::BIGINT AS nb_inconnus
    FROM cumul_flux
    WHERE arrete_id = $arrete AND etat_ou_operateur(cumul_flux)
    GROUP BY phase
)
SELECT
    b.phase AS numero_phase, p.libelle AS phase, b.* EXCLUDE (phase),
    CASE WHEN montant_annonce > 0 THEN CAST(montant_engage AS DOUBLE) / CAST(montant_annonce AS DOUBLE) END
        AS part_engagee,
    CASE WHEN montant_annonce > 0 THEN CAST(montant_paye AS DOUBLE) / CAST(montant_annonce AS DOUBLE) END AS part_payee
FROM bilan b
JOIN phase p USING (phase)
ORDER BY b.phase
