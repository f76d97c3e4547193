-- grain: one row per body, under the name it had at the arrêté
SELECT famille_id, arg_max(nom, date_debut) AS nom FROM operateur WHERE date_debut <= $arrete GROUP BY famille_id
