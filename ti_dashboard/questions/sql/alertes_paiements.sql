-- grain: one row per commitment in force (project or territory × body, lignes: dossiers_reste) that nothing paid
-- avec: regions_couvertes
-- Its first decision is at least $mois months old; what is only guaranteed is not paid, and is left out.
SELECT
    l.sujet_id, l.projet_id, any_value(l.territoire_id) AS territoire_id, l.famille_id,
    any_value(l.categorie) AS categorie, arg_max(o.nom, (l.date_effet, l.ligne)) AS operateur,
    any_value(p.intitule) AS intitule, any_value(t.nom) AS territoire,
    any_value(coalesce(regions_couvertes(t), r.nom)) AS regions,
    any_value(l.date_engagement) AS date_engagement,
    sum(l.montant_eur) FILTER (l.type_montant = 'engage') AS montant_engage,
    count(*) FILTER (l.type_montant = 'engage' AND l.montant_eur IS NULL) AS nb_inconnus
FROM lignes l
JOIN operateur o USING (operateur_id)
LEFT JOIN etat_projet p ON p.arrete_id = $arrete AND p.projet_id = l.projet_id
LEFT JOIN territoire t ON t.phase = $phase AND t.territoire_id = l.territoire_id
LEFT JOIN region r ON r.code_region = l.code_region
WHERE l.date_engagement <= CAST($arrete AS DATE) - to_months($mois)
GROUP BY l.sujet_id, l.projet_id, l.famille_id
HAVING count(*) FILTER (l.type_montant = 'paye') = 0
    AND count(*) FILTER (l.type_montant = 'engage' AND l.nature_aide <> 'garantie') > 0
    AND (count(*) > count(l.montant_eur)
        OR sum(l.montant_eur) FILTER (l.type_montant = 'engage')
            > coalesce(sum(l.montant_eur) FILTER (l.type_montant = 'annule'), 0))
ORDER BY montant_engage DESC NULLS LAST, l.sujet_id, l.famille_id
