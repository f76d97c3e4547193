-- grain: one row per territory of the programme at the arrêté, the latest in the démarche first; follows every filter
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
),
projets AS (
    SELECT territoire_id, count(*) AS nb_projets
    FROM etat_projet
    WHERE arrete_id = $arrete AND phase = $phase AND est_compte AND territoire_id IS NOT NULL
      AND (len($themes) = 0 OR list_has_any($themes, themes))
      AND (len($operateurs) = 0 OR projet_id IN (SELECT projet_id FROM touche))
    GROUP BY ALL
),
montants AS (
    SELECT
        territoire_id,
        sum(montant_eur) FILTER (type_montant = 'engage') AS montant_engage,
        count(*) FILTER (type_montant = 'engage') AS nb_engagements,
        count(*) FILTER (type_montant = 'engage' AND montant_eur IS NULL) AS nb_engagements_inconnus,
        count(*) FILTER (type_montant = 'paye' AND montant_eur IS NULL) AS nb_paiements_inconnus,
        sum(montant_eur) FILTER (type_montant = 'paye') AS montant_paye,
        count(*) FILTER (type_montant = 'paye') AS nb_paiements
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND territoire_id IS NOT NULL
      AND categorie IN ('etat', 'operateur')
      AND (len($themes) = 0 OR list_has_any($themes, themes))
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
    GROUP BY ALL
),
nouvelles AS (
    SELECT j.phase, j.territoire_id, max(j.date_effet) AS date_nouvelle
    FROM jalon j JOIN arrete a ON a.arrete_id = $arrete
    WHERE j.date_connaissance <= a.date_cloture AND j.date_effet <= a.arrete_id
    GROUP BY ALL
),
postes AS (
    SELECT p.phase, p.territoire_id,
        arg_max(p.etat_poste, (p.date_effet, p.date_connaissance, p.livraison_id, p.ligne)) AS etat_poste
    FROM poste p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
    GROUP BY ALL
)
SELECT
    e.territoire_id, t.nom, r.nom AS region,
    -- Every region it covers, the lead one first.
    coalesce((
        SELECT string_agg(g.nom, ', ' ORDER BY NOT x.est_chef_de_file, g.nom COLLATE fr)
        FROM territoire_region x JOIN region g USING (code_region)
        WHERE x.phase = e.phase AND x.territoire_id = e.territoire_id
    ), r.nom) AS regions,
    k.libelle AS etat, k.rang AS etat_rang, e.est_engage,
    e.date_dernier_jalon, date_diff('day', n.date_nouvelle, CAST($arrete AS DATE)) AS nb_jours_sans_nouvelle,
    e.motif_blocage, coalesce(p.nb_projets, 0) AS nb_projets,
    CASE WHEN coalesce(m.nb_engagements, 0) = 0 THEN 0 ELSE m.montant_engage END AS montant_engage,
    CASE WHEN coalesce(m.nb_paiements, 0) = 0 THEN 0 ELSE m.montant_paye END AS montant_paye,
    coalesce(m.nb_engagements_inconnus, 0) AS nb_engagements_inconnus,
    coalesce(m.nb_paiements_inconnus, 0) AS nb_paiements_inconnus,
    CASE o.etat_poste WHEN 'ouvert' THEN 'poste ouvert' WHEN 'pourvu' THEN 'en poste' WHEN 'vacant' THEN 'vacant'
        WHEN 'fin' THEN 'financement terminé' END AS chef_de_projet,
    e.a_binome
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
JOIN type_jalon k ON k.jalon = e.etat
LEFT JOIN projets p USING (territoire_id)
LEFT JOIN montants m USING (territoire_id)
LEFT JOIN nouvelles n USING (phase, territoire_id)
LEFT JOIN postes o USING (phase, territoire_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND (len($regions) = 0 OR list_contains($regions, e.code_region))
ORDER BY e.est_engage NULLS FIRST, k.rang NULLS FIRST, nb_jours_sans_nouvelle DESC NULLS FIRST, t.nom COLLATE fr
