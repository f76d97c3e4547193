-- rule: projet_suivi(projet): a project that every shared filter keeps
-- avec: lieu_suivi, themes_suivis, projet_touche
lieu_suivi(projet) AND themes_suivis(projet) AND projet_touche(projet)
