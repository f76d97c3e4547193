-- grain: one row as financements_repartition gives it, read from sums made when the publication was built
-- avec: acte_suivi, rattachement_connu
WITH engagement AS (
    SELECT
        f.arrete_id, f.montant_eur, f.nb_lignes, f.nb_inconnus,
        unnest([
            {'dimension': 'instrument', 'code': f.instrument_id, 'libelle': i.libelle},
            {'dimension': 'nature', 'code': f.nature_aide, 'libelle': n.libelle},
            {'dimension': 'panier', 'code': i.panier, 'libelle': NULL},
            {'dimension': 'rattachement', 'libelle': NULL,
             'code': rattachement_connu(f)}
        ], recursive := true)
    FROM cumul_engagement f
    JOIN instrument i USING (instrument_id)
    JOIN nature_aide n USING (nature_aide)
    WHERE f.phase = $phase AND f.arrete_id IN ($arrete, $compare)
      AND acte_suivi(f)
)
SELECT
    dimension, code, libelle,
    sum(montant_eur) FILTER (arrete_id = $arrete) AS montant,
    sum(nb_lignes) FILTER (arrete_id = $arrete)::BIGINT AS nb_lignes,
    sum(nb_inconnus) FILTER (arrete_id = $arrete)::BIGINT AS nb_inconnus,
    sum(montant_eur) FILTER (arrete_id = $compare) AS montant_precedent,
    coalesce(sum(nb_lignes) FILTER (arrete_id = $compare), 0)::BIGINT AS nb_lignes_precedent
FROM engagement
GROUP BY ALL
HAVING count(*) FILTER (arrete_id = $arrete) > 0
ORDER BY dimension, montant DESC NULLS LAST, libelle COLLATE fr, code
