-- grain: one row per project × difference between what its territory or region declares and what operators declare
WITH ligne AS (
    SELECT *, bool_or(type_montant = 'annule') OVER (PARTITION BY projet_id, famille_id) AS est_annulee
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
),
acte AS (
    SELECT
        projet_id,
        sum(montant_eur) FILTER (type_montant = 'engage') AS engage,
        sum(montant_eur) FILTER (type_montant = 'paye') AS paye,
        count(*) FILTER (type_montant = 'engage') AS nb_engagements,
        count(*) FILTER (type_montant = 'engage' AND montant_eur IS NULL) AS nb_inconnus,
        count(*) FILTER (type_montant = 'paye' AND montant_eur IS NULL) AS nb_paiements_inconnus,
        -- Not « en_vigueur », which counts an amount not told as in force, among the bodies an indicator retains: here
        -- every body declares, and nobody is asked to cancel, or to mend a status, for what its body may have cancelled.
        coalesce(sum(montant_eur) FILTER (type_montant = 'engage'), 0)
            > coalesce(sum(montant_eur) FILTER (type_montant = 'annule'), 0)
            OR count(*) FILTER (type_montant = 'engage' AND montant_eur IS NULL AND NOT est_annulee) > 0
            AS est_a_annuler,
        string_agg(DISTINCT o.nom, ', ' ORDER BY o.nom) FILTER (type_montant = 'engage') AS financeurs
    FROM ligne f JOIN operateur o USING (operateur_id)
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
        coalesce(a.nb_inconnus, 0) AS nb_inconnus, coalesce(a.nb_paiements_inconnus, 0) AS nb_paiements_inconnus,
        unnest([
            CASE WHEN s.rang >= (SELECT rang FROM statut_projet WHERE statut = 'engage') AND NOT s.est_sortie
                AND coalesce(a.nb_engagements, 0) = 0
                THEN 'dit_engage_sans_acte' END,
            CASE WHEN s.rang < (SELECT rang FROM statut_projet WHERE statut = 'engage') AND NOT s.est_sortie
                AND coalesce(a.est_a_annuler, false)
                THEN 'un_acte_avant_le_statut' END,
            CASE WHEN s.est_sortie AND NOT s.est_compte AND coalesce(a.est_a_annuler, false)
                THEN 'sorti_sans_annulation' END,
            CASE WHEN a.engage > p.cout_total_eur
                THEN 'engage_plus_que_le_cout' END,
            CASE WHEN d.territoires IS NOT NULL AND d.territoires IS DISTINCT FROM p.territoire_id
                THEN 'territoire_different' END
        ]) AS constat
    FROM etat_projet p
    JOIN statut_projet s USING (statut)
    LEFT JOIN territoire t ON t.phase = p.phase AND t.territoire_id = p.territoire_id
    LEFT JOIN acte a USING (projet_id)
    LEFT JOIN lieu_declare d USING (projet_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase
)
SELECT constat, projet_id, intitule, territoire, statut, engage, nb_inconnus, paye, nb_paiements_inconnus,
    financeurs
FROM ecart WHERE constat IS NOT NULL
ORDER BY constat, engage DESC NULLS LAST, projet_id
