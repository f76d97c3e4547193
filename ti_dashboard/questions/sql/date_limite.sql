-- grain: one row: the published deadline of the call, with its source; none when it is not known
SELECT CAST(strptime(valeur_texte, '%d/%m/%Y') AS DATE) AS date_limite, source FROM chiffre_publie
WHERE indicateur = 'date_limite_candidatures' AND unite = 'date'
