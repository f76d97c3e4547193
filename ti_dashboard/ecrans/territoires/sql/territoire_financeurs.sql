-- grain: one row per body that has a line in the territory at the arrêté; follows theme and operateur
-- avec: themes_suivis, operateur_suivi
-- Kinds of money stay side by side, and are never summed.
SELECT
    f.famille_id, arg_max(o.nom, o.date_debut) AS operateur,
    sum(f.montant_eur) FILTER (f.type_montant = 'demande') AS demande,
    sum(f.montant_eur) FILTER (f.type_montant = 'engage') AS engage,
    sum(f.montant_eur) FILTER (f.type_montant = 'conventionne') AS conventionne,
    sum(f.montant_eur) FILTER (f.type_montant = 'paye') AS paye,
    sum(f.montant_eur) FILTER (f.type_montant = 'annule') AS annule,
    count(*) FILTER (f.type_montant = 'demande' AND f.montant_eur IS NULL) AS demande_inconnus,
    count(*) FILTER (f.type_montant = 'engage' AND f.montant_eur IS NULL) AS engage_inconnus,
    count(*) FILTER (f.type_montant = 'conventionne' AND f.montant_eur IS NULL) AS conventionne_inconnus,
    count(*) FILTER (f.type_montant = 'paye' AND f.montant_eur IS NULL) AS paye_inconnus,
    count(*) FILTER (f.type_montant = 'annule' AND f.montant_eur IS NULL) AS annule_inconnus,
    count(*) FILTER (f.montant_eur IS NULL) AS nb_inconnus
FROM etat_flux f
JOIN operateur o USING (operateur_id)
WHERE f.arrete_id = $arrete AND f.phase = $phase AND f.territoire_id = $territoire_id
  AND themes_suivis(f)
  AND operateur_suivi(f)
GROUP BY f.famille_id
ORDER BY engage DESC NULLS LAST, operateur COLLATE fr, f.famille_id
