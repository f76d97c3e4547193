-- grain: one row per way of splitting (instrument, nature, panier, rattachement) × part with a commitment at the arrêté
-- avec: acte_suivi, rattachement_connu
WITH engagement AS (
    SELECT
        f.arrete_id, f.montant_eur,
        unnest([
            {'dimension': 'instrument', 'code': f.instrument_id, 'libelle': i.libelle},
            {'dimension': 'nature', 'code': f.nature_aide, 'libelle': n.libelle},
            {'dimension': 'panier', 'code': i.panier, 'libelle': NULL},
            {'dimension': 'rattachement', 'libelle': NULL,
             'code': rattachement_connu(f)}
        ], recursive := true)
    FROM etat_flux f
    JOIN instrument i USING (instrument_id)
    JOIN nature_aide n USING (nature_aide)
    WHERE f.phase = $phase AND f.type_montant = 'engage' AND f.arrete_id IN ($arrete, $compare)
      AND acte_suivi(f)
)
SELECT
    dimension, code, libelle,
    sum(montant_eur) FILTER (arrete_id = $arrete) AS montant,
    count(*) FILTER (arrete_id = $arrete) AS nb_lignes,
    count(*) FILTER (arrete_id = $arrete AND montant_eur IS NULL) AS nb_inconnus,
    sum(montant_eur) FILTER (arrete_id = $compare) AS montant_precedent,
    count(*) FILTER (arrete_id = $compare) AS nb_lignes_precedent
FROM engagement
GROUP BY ALL
HAVING count(*) FILTER (arrete_id = $arrete) > 0
ORDER BY dimension, montant DESC NULLS LAST, libelle COLLATE fr, code
