-- grain: one row per figure said in public, in order of date
SELECT date_arrete, libelle, valeur, valeur_texte, unite, qualificatif, denominateur, source, remarque
FROM chiffre_publie ORDER BY date_arrete, libelle, chiffre_id
