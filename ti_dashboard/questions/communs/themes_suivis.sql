-- rule: themes_suivis(ligne): a row that has a theme the shared filter keeps
len($themes) = 0 OR list_has_any($themes, ligne.themes)
