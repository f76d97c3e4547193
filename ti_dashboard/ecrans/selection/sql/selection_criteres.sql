-- grain: one row per territory of the programme at the arrêté, with what may rank it; follows places only
-- avec: lieu_suivi, bilan_des_actes, en_vigueur, etat_ou_operateur, connu, ordre_des_faits, derniere_nouvelle
WITH actes AS (
    SELECT projet_id, unnest(bilan_des_actes(etat_flux, true)) FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL AND etat_ou_operateur(etat_flux)
    GROUP BY projet_id
),
projets AS (
    SELECT p.territoire_id, count(*) AS nb_projets,
        count(*) FILTER (en_vigueur(a)) AS nb_projets_engages
    FROM etat_projet p LEFT JOIN actes a USING (projet_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.est_compte AND p.territoire_id IS NOT NULL
    GROUP BY p.territoire_id
),
montants AS (
    SELECT territoire_id, sum(montant_eur) AS montant_engage
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND territoire_id IS NOT NULL
      AND type_montant = 'engage' AND etat_ou_operateur(etat_flux)
    GROUP BY territoire_id
),
postes AS (
    SELECT territoire_id, count(*) FILTER (etat_poste = 'pourvu') AS nb_pourvus
    FROM (
        SELECT p.territoire_id, p.poste_id,
            arg_max(p.etat_poste, ordre_des_faits(p)) AS etat_poste
        FROM poste p JOIN arrete a ON a.arrete_id = $arrete
        WHERE p.phase = $phase AND connu(p, a)
        GROUP BY ALL
    )
    GROUP BY territoire_id
)
SELECT
    e.territoire_id, t.nom, e.code_region, r.nom AS region, e.est_appuye, k.rang AS retard,
    date_diff('day', n.date_nouvelle, CAST($arrete AS DATE)) AS silence,
    CAST(p.nb_projets_engages AS DOUBLE) / p.nb_projets AS engages,
    CASE WHEN o.territoire_id IS NULL THEN NULL WHEN o.nb_pourvus = 0 THEN 1 ELSE 0 END AS chef,
    CASE WHEN m.territoire_id IS NULL THEN 0.0 ELSE CAST(m.montant_engage AS DOUBLE) END / t.population AS habitant
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
JOIN type_jalon k ON k.jalon = e.etat
LEFT JOIN projets p USING (territoire_id)
LEFT JOIN montants m USING (territoire_id)
LEFT JOIN derniere_nouvelle n USING (territoire_id)
LEFT JOIN postes o USING (territoire_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND lieu_suivi(e)
ORDER BY e.territoire_id
