-- grain: one row per lever and scheme that carries it, or per lever that none carries; State and operators, every filter
-- avec: acte_suivi, etat_ou_operateur
WITH porte AS (
    SELECT v.levier_id, v.libelle AS levier, v.ordre, v.remarque, unnest(
        CASE WHEN len(v.instruments) = 0 THEN [NULL] ELSE v.instruments END) AS instrument_id
    FROM levier v
)
SELECT
    p.ordre, p.levier_id, p.levier, p.remarque, p.instrument_id, i.libelle AS instrument,
    sum(f.montant_eur) FILTER (f.type_montant = 'engage') AS montant_engage,
    sum(f.montant_eur) FILTER (f.type_montant = 'paye') AS montant_paye,
    count(*) FILTER (f.type_montant IN ('engage', 'paye') AND f.montant_eur IS NULL) AS nb_inconnus
FROM porte p
LEFT JOIN instrument i USING (instrument_id)
LEFT JOIN etat_flux f ON f.instrument_id = p.instrument_id AND f.arrete_id = $arrete AND f.phase = $phase
    AND etat_ou_operateur(f)
    AND acte_suivi(f)
GROUP BY p.ordre, p.levier_id, p.levier, p.remarque, p.instrument_id, i.libelle
ORDER BY p.ordre, p.levier_id, i.libelle COLLATE fr, p.instrument_id
