-- grain: one row per arrêté × phase × scattered project × body × territory × kind that it has a line of
-- avec: projet_epars
SELECT DISTINCT arrete_id, phase, projet_id, famille_id, territoire_id, code_region, themes, type_montant
FROM etat_flux SEMI JOIN projet_epars USING (arrete_id, phase, projet_id, famille_id)
