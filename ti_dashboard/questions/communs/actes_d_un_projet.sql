-- grain: one row per project with acts at the arrêté of the State and its operators, those chosen when some are
-- avec: etat_ou_operateur, operateur_suivi
SELECT
    f.projet_id,
    sum(f.montant_eur) FILTER (f.type_montant = 'engage') AS engage,
    sum(f.montant_eur) FILTER (f.type_montant = 'annule') AS annule,
    count(*) FILTER (f.type_montant = 'engage') AS nb_engagements,
    count(*) FILTER (f.type_montant = 'engage' AND f.montant_eur IS NULL) AS nb_inconnus
FROM etat_flux f
WHERE f.arrete_id = $arrete AND f.phase = $phase AND f.projet_id IS NOT NULL
  AND etat_ou_operateur(f) AND operateur_suivi(f)
GROUP BY ALL
