-- grain: one row as carte gives it, read from sums and counts, when one operator at most is chosen
-- avec: lieu_suivi, themes_suivis, operateur_suivi, regard_suivi, etat_ou_operateur
WITH projets AS (
    SELECT territoire_id, sum(nb_projets)::BIGINT AS nb_projets
    FROM cumul_projet
    WHERE arrete_id = $arrete AND phase = $phase AND territoire_id IS NOT NULL
      AND themes_suivis(cumul_projet)
      AND regard_suivi(cumul_projet)
    GROUP BY territoire_id
),
montants AS (
    SELECT territoire_id, sum(montant_eur) AS montant_engage, sum(nb_lignes) AS nb_lignes,
        sum(nb_inconnus)::BIGINT AS nb_inconnus
    FROM cumul_flux
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant = 'engage' AND territoire_id IS NOT NULL
      AND etat_ou_operateur(cumul_flux)
      AND themes_suivis(cumul_flux)
      AND operateur_suivi(cumul_flux)
    GROUP BY territoire_id
)
SELECT
    e.territoire_id, t.nom, e.code_region, r.nom AS region, e.etat, j.libelle AS etat_libelle, j.rang AS etat_rang,
    t.population,
    coalesce(p.nb_projets, 0) AS nb_projets,
    CASE WHEN m.nb_lignes IS NULL THEN 0 ELSE m.montant_engage END AS montant_engage,
    coalesce(m.nb_inconnus, 0) AS nb_inconnus
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
JOIN type_jalon j ON j.jalon = e.etat
LEFT JOIN projets p USING (territoire_id)
LEFT JOIN montants m USING (territoire_id)
WHERE e.arrete_id = $arrete AND e.phase = $phase
  AND lieu_suivi(e)
ORDER BY e.territoire_id
