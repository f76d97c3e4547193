-- rule: acte_suivi(acte): a ledger line that every shared filter keeps
-- avec: lieu_suivi, themes_suivis, operateur_suivi
lieu_suivi(acte) AND themes_suivis(acte) AND operateur_suivi(acte)
