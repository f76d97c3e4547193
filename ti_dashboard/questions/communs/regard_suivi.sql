-- rule: regard_suivi(cumul): counts as the operator chosen sees projects, or as all together when none is; never two
-- avec: sans_operateur, operateur_choisi
operateur_choisi(cumul) OR (cumul.famille_id IS NULL AND sans_operateur())
