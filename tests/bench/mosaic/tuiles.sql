-- grain: one row per arrêté of the phase: what the tiles say, and the path of the last block
-- Put in its place by who asks: « lieux », the phase and the regions chosen; « sujets », those and what is looked at.
WITH acte AS (
    SELECT arrete_id, projet_id, type_montant, montant_eur, categorie IN ('etat', 'operateur') AS est_d_etat
    FROM flux WHERE {sujets}
),
engage AS (
    -- More is committed than cancelled, an amount not told being more than nothing.
    SELECT arrete_id, projet_id FROM acte WHERE est_d_etat
    GROUP BY ALL
    HAVING bool_or(type_montant = 'engage' AND montant_eur IS NULL)
        OR coalesce(sum(montant_eur) FILTER (type_montant = 'engage'), 0)
            > coalesce(sum(montant_eur) FILTER (type_montant = 'annule'), 0)
),
argent AS (
    SELECT
        arrete_id,
        sum(montant_eur) FILTER (type_montant = 'engage' AND est_d_etat) AS montant_engage,
        sum(montant_eur) FILTER (type_montant = 'engage') AS montant_engage_regions_comprises,
        sum(montant_eur) FILTER (type_montant = 'paye') AS montant_paye,
        sum(montant_eur) FILTER (type_montant = 'fleche') AS montant_fleche,
        sum(montant_eur) FILTER (type_montant = 'annonce') AS montant_annonce
    FROM acte GROUP BY arrete_id
),
compte AS (
    SELECT p.arrete_id, count(*) AS nb_projets, count(e.projet_id) AS nb_projets_engages
    FROM (SELECT arrete_id, projet_id FROM projet WHERE est_compte AND {sujets}) p
    LEFT JOIN engage e USING (arrete_id, projet_id)
    GROUP BY p.arrete_id
),
lieu AS (
    SELECT arrete_id, count(*) FILTER (est_engage) AS nb_territoires_engages,
        count(*) FILTER (est_appuye) AS nb_territoires_appuyes
    FROM territoire WHERE {lieux} GROUP BY arrete_id
),
pourvu AS (
    SELECT arrete_id, count(*) AS nb_postes_pourvus_ou_ouverts
    FROM poste WHERE etat_poste IN ('pourvu', 'ouvert') AND {lieux} GROUP BY arrete_id
)
SELECT
    arrete_id,
    nb_territoires_engages,
    coalesce(nb_projets, 0) AS nb_projets,
    coalesce(nb_projets_engages, 0) AS nb_projets_engages,
    coalesce(montant_engage, 0) AS montant_engage,
    coalesce(montant_engage_regions_comprises, 0) AS montant_engage_regions_comprises,
    coalesce(montant_paye, 0) AS montant_paye,
    coalesce(montant_fleche, 0) AS montant_fleche,
    coalesce(montant_annonce, 0) AS montant_annonce,
    nb_territoires_appuyes,
    coalesce(nb_postes_pourvus_ou_ouverts, 0) AS nb_postes_pourvus_ou_ouverts
FROM lieu
LEFT JOIN compte USING (arrete_id)
LEFT JOIN argent USING (arrete_id)
LEFT JOIN pourvu USING (arrete_id)
ORDER BY arrete_id
