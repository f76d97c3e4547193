-- grain: one row: of the projects behind a rate, those that have what it looks for, and all, over lignes_projets (lignes)
SELECT count(*) FILTER (est_engage) AS haut, count(*) AS bas FROM lignes
