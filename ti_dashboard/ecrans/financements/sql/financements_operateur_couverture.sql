-- grain: one row per territory of the programme at the arrêté, with what the chosen bodies committed there
-- avec: lieu_suivi, themes_suivis, operateur_choisi, regions_couvertes
-- Covered: at least one commitment (project × body) is not wholly cancelled, one without an amount not at all.
WITH dossier AS (
    SELECT
        territoire_id, projet_id, famille_id,
        count(*) FILTER (type_montant = 'engage') AS nb_engagements,
        sum(montant_eur) FILTER (type_montant = 'engage') AS engage,
        coalesce(sum(montant_eur) FILTER (type_montant = 'engage'), 0)
            > coalesce(sum(montant_eur) FILTER (type_montant = 'annule'), 0)
            OR (count(*) FILTER (type_montant = 'engage' AND montant_eur IS NULL) > 0
                AND count(*) FILTER (type_montant = 'annule') = 0) AS est_en_vigueur
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND territoire_id IS NOT NULL
      AND type_montant IN ('engage', 'annule') AND operateur_choisi(etat_flux)
      AND themes_suivis(etat_flux)
    GROUP BY ALL
    HAVING nb_engagements > 0
)
SELECT
    e.territoire_id, t.nom AS territoire, r.nom AS region, j.libelle AS etat,
    any_value(coalesce(regions_couvertes(e), r.nom)) AS regions,
    coalesce(bool_or(d.est_en_vigueur), false) AS est_couvert,
    count(d.nb_engagements) > 0 AND NOT coalesce(bool_or(d.est_en_vigueur), false) AS est_tout_annule,
    count(DISTINCT d.projet_id) AS nb_projets,
    CASE WHEN count(d.nb_engagements) = 0 THEN 0 ELSE sum(d.engage) END AS montant_engage
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
JOIN type_jalon j ON j.jalon = e.etat
LEFT JOIN dossier d USING (territoire_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND lieu_suivi(e)
GROUP BY ALL
ORDER BY region COLLATE fr, territoire COLLATE fr, e.territoire_id
