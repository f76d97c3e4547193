-- grain: one row per arrêté × what a shared filter keeps × instrument × kind of aid, the commitments summed
SELECT
    arrete_id, phase, territoire_id, code_region, themes, famille_id, instrument_id, nature_aide,
    sum(montant_eur) AS montant_eur,
    count(*) AS nb_lignes,
    count(*) FILTER (montant_eur IS NULL) AS nb_inconnus
FROM etat_flux
WHERE type_montant = 'engage'
GROUP BY ALL
