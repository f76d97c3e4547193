-- grain: one row per project that has a line of an operator chosen at the arrêté, a demand alone included
-- avec: operateur_choisi
SELECT DISTINCT projet_id FROM etat_flux
WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL AND operateur_choisi(etat_flux)
