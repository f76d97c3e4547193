-- grain: one row as territoires_liste gives it, read from sums and counts, when one operator at most is chosen
-- avec: lieu_suivi, themes_suivis, operateur_suivi, regard_suivi, etat_ou_operateur, connu, ordre_des_faits
-- avec: derniere_nouvelle, regions_couvertes
WITH projets AS (
    SELECT territoire_id, sum(nb_projets)::BIGINT AS nb_projets
    FROM cumul_projet
    WHERE arrete_id = $arrete AND phase = $phase AND territoire_id IS NOT NULL
      AND themes_suivis(cumul_projet)
      AND regard_suivi(cumul_projet)
    GROUP BY ALL
),
montants AS (
    SELECT
        territoire_id,
        sum(montant_eur) FILTER (type_montant = 'engage') AS montant_engage,
        sum(nb_lignes) FILTER (type_montant = 'engage') AS nb_engagements,
        sum(nb_inconnus) FILTER (type_montant = 'engage')::BIGINT AS nb_engagements_inconnus,
        sum(nb_inconnus) FILTER (type_montant = 'paye')::BIGINT AS nb_paiements_inconnus,
        sum(montant_eur) FILTER (type_montant = 'paye') AS montant_paye,
        sum(nb_lignes) FILTER (type_montant = 'paye') AS nb_paiements
    FROM cumul_flux
    WHERE arrete_id = $arrete AND phase = $phase AND territoire_id IS NOT NULL
      AND etat_ou_operateur(cumul_flux)
      AND themes_suivis(cumul_flux)
      AND operateur_suivi(cumul_flux)
    GROUP BY ALL
),
postes AS (
    SELECT p.phase, p.territoire_id,
        arg_max(p.etat_poste, ordre_des_faits(p)) AS etat_poste
    FROM poste p JOIN arrete a ON a.arrete_id = $arrete
    WHERE connu(p, a)
    GROUP BY ALL
)
SELECT
    e.territoire_id, t.nom, r.nom AS region,
    -- Every region it covers, the lead one first.
    coalesce(regions_couvertes(e), r.nom) AS regions,
    k.libelle AS etat, k.rang AS etat_rang, e.est_engage,
    e.date_dernier_jalon, date_diff('day', n.date_nouvelle, CAST($arrete AS DATE)) AS nb_jours_sans_nouvelle,
    e.motif_blocage, coalesce(p.nb_projets, 0) AS nb_projets,
    CASE WHEN coalesce(m.nb_engagements, 0) = 0 THEN 0 ELSE m.montant_engage END AS montant_engage,
    CASE WHEN coalesce(m.nb_paiements, 0) = 0 THEN 0 ELSE m.montant_paye END AS montant_paye,
    coalesce(m.nb_engagements_inconnus, 0) AS nb_engagements_inconnus,
    coalesce(m.nb_paiements_inconnus, 0) AS nb_paiements_inconnus,
    o.etat_poste,
    e.a_binome
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
JOIN type_jalon k ON k.jalon = e.etat
LEFT JOIN projets p USING (territoire_id)
LEFT JOIN montants m USING (territoire_id)
LEFT JOIN derniere_nouvelle n USING (territoire_id)
LEFT JOIN postes o USING (phase, territoire_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND lieu_suivi(e)
ORDER BY e.est_engage NULLS FIRST, k.rang NULLS FIRST, nb_jours_sans_nouvelle DESC NULLS FIRST, t.nom COLLATE fr,
    e.territoire_id
