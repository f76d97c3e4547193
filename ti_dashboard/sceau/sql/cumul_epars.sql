-- grain: one row per ledger line of a scattered project at an arrêté: no sum of a cell has it
-- avec: projet_epars
SELECT arrete_id, phase, projet_id, famille_id, territoire_id, code_region, themes, type_montant, montant_eur, date_effet
FROM etat_flux SEMI JOIN projet_epars USING (arrete_id, phase, projet_id, famille_id)
