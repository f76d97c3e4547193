-- grain: one row per body (under the name it had at the arrêté) with at least one commitment; follows places, theme
-- avec: lieu_suivi, themes_suivis
SELECT
    f.famille_id,
    arg_max(o.nom, o.date_debut) AS nom,
    max(f.categorie) AS categorie,
    sum(f.montant_eur) FILTER (f.arrete_id = $arrete) AS montant,
    sum(f.montant_eur) FILTER (f.arrete_id = $compare) AS montant_precedent,
    count(DISTINCT f.projet_id) FILTER (f.arrete_id = $arrete) AS nb_projets,
    count(*) FILTER (f.arrete_id = $arrete AND f.montant_eur IS NULL) AS nb_inconnus
FROM etat_flux f
JOIN operateur o ON o.famille_id = f.famille_id AND o.date_debut <= $arrete
WHERE f.phase = $phase AND f.type_montant = 'engage' AND o.operateur_id = (
    SELECT arg_max(n.operateur_id, n.date_debut) FROM operateur n
    WHERE n.famille_id = f.famille_id AND n.date_debut <= $arrete
  )
  AND f.arrete_id IN ($arrete, $compare)
  AND lieu_suivi(f)
  AND themes_suivis(f)
GROUP BY f.famille_id
HAVING count(*) FILTER (f.arrete_id = $arrete) > 0
ORDER BY montant DESC NULLS LAST, nom, f.famille_id
