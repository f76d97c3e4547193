-- grain: one row per project × difference between what its territory or region declares and what operators declare
WITH acte AS (
    SELECT
        projet_id,
        sum(montant_eur) FILTER (type_montant = 'engage') AS engage,
        sum(montant_eur) FILTER (type_montant = 'annule') AS annule,
        sum(montant_eur) FILTER (type_montant = 'paye') AS paye,
        count(*) FILTER (type_montant = 'engage') AS nb_engagements,
        string_agg(DISTINCT o.nom, ', ' ORDER BY o.nom) FILTER (type_montant = 'engage') AS financeurs
    FROM etat_flux f JOIN operateur o USING (operateur_id)
    WHERE f.arrete_id = $arrete AND f.phase = $phase AND f.projet_id IS NOT NULL
    GROUP BY ALL
),
lieu_declare AS (
    SELECT e.projet_id, string_agg(DISTINCT x.territoire_id, ', ' ORDER BY x.territoire_id) AS territoires
    FROM etat_flux e JOIN flux x USING (livraison_id, ligne)
    WHERE e.arrete_id = $arrete AND x.territoire_id IS NOT NULL
    GROUP BY ALL
),
ecart AS (
    SELECT
        p.projet_id, p.intitule, t.nom AS territoire, s.libelle AS statut, a.engage, a.paye, a.financeurs,
        unnest([
            CASE WHEN s.rang >= (SELECT rang FROM statut_projet WHERE statut = 'engage') AND NOT s.est_sortie
                AND coalesce(a.nb_engagements, 0) = 0
                THEN 'Dit engagé ou au-delà, aucun financeur ne déclare d''engagement' END,
            CASE WHEN s.rang < (SELECT rang FROM statut_projet WHERE statut = 'engage') AND NOT s.est_sortie
                AND coalesce(a.engage, 0) > coalesce(a.annule, 0)
                THEN 'Un financeur déclare un engagement, le statut est encore avant' END,
            CASE WHEN s.est_sortie AND NOT s.est_compte AND coalesce(a.engage, 0) > coalesce(a.annule, 0)
                THEN 'Sorti du programme, l''engagement n''est pas annulé' END,
            CASE WHEN a.engage > p.cout_total_eur
                THEN 'Les financeurs engagent plus que le coût total déclaré' END,
            CASE WHEN d.territoires IS NOT NULL AND d.territoires IS DISTINCT FROM p.territoire_id
                THEN 'Territoire différent chez le financeur' END
        ]) AS constat
    FROM etat_projet p
    JOIN statut_projet s USING (statut)
    LEFT JOIN territoire t ON t.phase = p.phase AND t.territoire_id = p.territoire_id
    LEFT JOIN acte a USING (projet_id)
    LEFT JOIN lieu_declare d USING (projet_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase
)
SELECT constat, projet_id, intitule, territoire, statut, engage, paye, financeurs
FROM ecart WHERE constat IS NOT NULL
ORDER BY constat, engage DESC NULLS LAST, projet_id
