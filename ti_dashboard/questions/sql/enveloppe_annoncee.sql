-- grain: one row per envelope announced in public during the year, with its source
SELECT valeur, source, remarque FROM chiffre_publie
WHERE indicateur = 'montant_annonce' AND unite = 'EUR' AND year(date_arrete) = $annee
ORDER BY date_arrete DESC, chiffre_id
