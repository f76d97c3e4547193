-- grain: one row per arrêté × what a shared filter keeps or a tile tells apart, the lines of money summed, never kinds
-- avec: projet_epars
SELECT
    arrete_id, phase, territoire_id, code_region, themes, famille_id, categorie, type_montant,
    sum(montant_eur) AS montant_eur,
    sum(montant_eur) FILTER (panier = 'droit_commun') AS montant_droit_commun,
    sum(montant_eur) FILTER (year(date_effet) = year(arrete_id)) AS montant_de_l_annee,
    count(*) AS nb_lignes,
    count(*) FILTER (montant_eur IS NULL) AS nb_inconnus,
    -- A project that lies in one cell adds up with those of any other.
    count(DISTINCT projet_id) FILTER (e.arrete_id IS NULL) AS nb_projets
FROM etat_flux f JOIN fige_instrument USING (arrete_id, instrument_id)
LEFT JOIN projet_epars e USING (arrete_id, phase, projet_id, famille_id)
GROUP BY ALL
