-- grain: one row per project, or act without project (lignes: sujets_rattachables), that no territory holds today
WITH a_la_main AS (
    SELECT projet_id, operateur_id, reference, territoire_id FROM rattachement WHERE phase = $phase
    QUALIFY row_number() OVER (PARTITION BY projet_id, operateur_id, reference ORDER BY numero DESC) = 1
),
montant AS (
    SELECT
        projet_id, CASE WHEN projet_id IS NULL THEN operateur_id END AS operateur_id,
        CASE WHEN projet_id IS NULL THEN reference END AS reference,
        sum(montant_eur) FILTER (type_montant = 'demande') AS demande,
        sum(montant_eur) FILTER (type_montant = 'engage') AS engage,
        sum(montant_eur) FILTER (type_montant = 'conventionne') AS conventionne,
        sum(montant_eur) FILTER (type_montant = 'paye') AS paye
    FROM flux WHERE phase = $phase GROUP BY ALL
)
SELECT
    s.projet_id, s.operateur_id, s.reference, s.intitule, s.lieu_dit, l.emetteur,
    v.demande, v.engage, v.conventionne, v.paye
FROM lignes s
JOIN livraison l USING (livraison_id)
LEFT JOIN a_la_main m ON m.projet_id IS NOT DISTINCT FROM s.projet_id
    AND m.operateur_id IS NOT DISTINCT FROM s.operateur_id AND m.reference IS NOT DISTINCT FROM s.reference
LEFT JOIN montant v ON v.projet_id IS NOT DISTINCT FROM s.projet_id
    AND v.operateur_id IS NOT DISTINCT FROM s.operateur_id AND v.reference IS NOT DISTINCT FROM s.reference
WHERE s.territoire_id IS NULL AND m.territoire_id IS NULL
ORDER BY greatest(v.demande, v.engage, v.conventionne, v.paye) DESC NULLS LAST, s.intitule, s.projet_id,
    s.operateur_id, s.reference
