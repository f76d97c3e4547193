-- grain: one row per funder × nature of aid of the project at the arrêté; kinds of money stay apart
SELECT
    o.nom AS operateur, n.libelle AS nature_aide,
    string_agg(DISTINCT i.libelle, ', ' ORDER BY i.libelle) AS instruments,
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
    count(*) FILTER (f.type_montant = 'engage') AS nb_engagements,
    sum(engage_inconnus) OVER () AS nb_parts_inconnues,
    sum(engage) OVER () AS total_engage
FROM etat_flux f
JOIN operateur o USING (operateur_id)
JOIN instrument i USING (instrument_id)
JOIN nature_aide n USING (nature_aide)
WHERE f.arrete_id = $arrete AND f.projet_id = $projet_id
GROUP BY o.nom, n.libelle
ORDER BY engage DESC NULLS LAST, o.nom, n.libelle
