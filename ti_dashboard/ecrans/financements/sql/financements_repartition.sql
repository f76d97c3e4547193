-- grain: one row per way of splitting (instrument, nature, panier, rattachement) × part with a commitment at the arrêté
WITH engagement AS (
    SELECT
        f.arrete_id, f.montant_eur,
        unnest([
            {'dimension': 'instrument', 'code': f.instrument_id, 'libelle': i.libelle},
            {'dimension': 'nature', 'code': f.nature_aide, 'libelle': n.libelle},
            {'dimension': 'panier', 'code': i.panier, 'libelle': NULL},
            {'dimension': 'rattachement', 'libelle': NULL,
             'code': CASE WHEN f.territoire_id IS NULL THEN 'non_rattache' ELSE 'rattache' END}
        ], recursive := true)
    FROM etat_flux f
    JOIN instrument i USING (instrument_id)
    JOIN nature_aide n USING (nature_aide)
    WHERE f.phase = $phase AND f.type_montant = 'engage' AND f.arrete_id IN ($arrete, $compare)
      AND (len($regions) = 0 OR list_contains($regions, f.code_region))
      AND (len($themes) = 0 OR list_has_any($themes, f.themes))
      AND (len($operateurs) = 0 OR list_contains($operateurs, f.famille_id))
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
