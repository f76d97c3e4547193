-- rule: operateur_suivi(ligne): a row of a body, a ledger line mostly, that the shared filter keeps
-- avec: sans_operateur, operateur_choisi
sans_operateur() OR operateur_choisi(ligne)
