-- grain: one row per commitment in force (project or territory × body, lignes: dossiers_reste) that nothing paid
-- avec: regions_couvertes, en_vigueur
-- Its first decision is at least $mois months old; what is only guaranteed is not paid, and is left out.
WITH acte AS (
    SELECT
        l.sujet_id, l.projet_id, any_value(l.territoire_id) AS territoire_id, l.famille_id,
        any_value(l.categorie) AS categorie, arg_max(o.nom, (l.date_effet, l.ligne)) AS operateur,
        any_value(p.intitule) AS intitule, any_value(t.nom) AS territoire,
        any_value(coalesce(regions_couvertes(t), r.nom)) AS regions,
        any_value(l.date_engagement) AS date_engagement,
        sum(l.montant_eur) FILTER (l.type_montant = 'engage') AS engage,
        sum(l.montant_eur) FILTER (l.type_montant = 'annule') AS annule,
        count(*) FILTER (l.type_montant = 'engage') AS nb_engagements,
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
)
SELECT
    a.sujet_id, a.projet_id, a.territoire_id, a.famille_id, a.categorie, a.operateur, a.intitule, a.territoire,
    a.regions, a.date_engagement, a.engage AS montant_engage, a.nb_inconnus
FROM acte a
WHERE en_vigueur(a)
ORDER BY a.engage DESC NULLS LAST, a.sujet_id, a.famille_id
