-- rule: projet_touche(projet): a project that the filter of operators keeps: one of them has a line of it
-- avec: sans_operateur, touche
sans_operateur() OR projet.projet_id IN (SELECT projet_id FROM touche)
