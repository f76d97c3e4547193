-- grain: one row per arrêté × ledger line known at the cut-off, attached as its project was at that arrêté
-- avec: connu
INSERT INTO etat_flux BY NAME
WITH ligne_connue AS (
    SELECT a.arrete_id, a.date_cloture, f.*
    FROM arrete a JOIN flux f ON connu(f, a)
    WHERE NOT list_contains($repris, a.arrete_id)
),
situe AS (
    SELECT c.* REPLACE (
        territoire_situe(c.territoire_id, c.rattachement, e.territoire_id IS NOT NULL) AS territoire_id,
        lieu_situe(c.lieu_dit, c.territoire_id, c.rattachement, e.territoire_id IS NOT NULL) AS lieu_dit)
    FROM ligne_connue c LEFT JOIN etat_territoire e USING (arrete_id, phase, territoire_id)
),
a_la_main AS (
    SELECT a.arrete_id, r.phase, r.operateur_id, r.reference, r.territoire_id,
        dire_a_la_main(r.auteur, r.fait_le, r.motif) AS dit
    FROM arrete a JOIN rattachement r ON r.reference IS NOT NULL AND r.date_connaissance <= a.date_cloture
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, r.phase, r.operateur_id, r.reference ORDER BY r.numero DESC) = 1
)
SELECT
    f.arrete_id, f.phase, f.projet_id,
    coalesce(m.territoire_id, f.territoire_id, p.territoire_id) AS territoire_id,
    CASE WHEN m.territoire_id IS NOT NULL THEN m.dit
        WHEN f.territoire_id IS NULL AND p.territoire_id IS NOT NULL THEN 'avec son projet, ' || p.rattachement_dit
        WHEN f.lieu_dit IS NULL AND p.rattachement_dit IS NOT NULL AND f.territoire_id IS NULL THEN p.rattachement_dit
        ELSE dire_rattachement(f.territoire_id, f.rattachement, f.lieu_dit) END AS rattachement_dit,
    t.code_region, coalesce(p.themes, []) AS themes,
    f.operateur_id, o.famille_id, o.categorie, f.instrument_id, f.type_montant, f.nature_aide, f.montant_eur,
    f.date_effet, f.livraison_id, f.ligne
FROM situe f
JOIN fige_operateur o USING (arrete_id, operateur_id)
LEFT JOIN etat_projet p ON p.arrete_id = f.arrete_id AND p.projet_id = f.projet_id
LEFT JOIN a_la_main m ON m.arrete_id = f.arrete_id
    AND (m.phase, m.operateur_id, m.reference) = (f.phase, f.operateur_id, f.reference)
LEFT JOIN fige_territoire t ON t.arrete_id = f.arrete_id
    AND t.phase = f.phase AND t.territoire_id = coalesce(m.territoire_id, f.territoire_id, p.territoire_id)
-- An amount told later takes the place of the « not communicated » line of the same act at the same date; so does a
-- line still without an amount that corrects its date, its project or its territory.
WHERE f.montant_eur IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM flux g
    WHERE g.cause = 'correction' AND g.date_connaissance <= f.date_cloture
      AND (g.reference, g.operateur_id, g.type_montant) = (f.reference, f.operateur_id, f.type_montant)
      AND CASE
          WHEN g.montant_eur IS NULL
              THEN (g.date_connaissance, g.livraison_id, g.ligne) > (f.date_connaissance, f.livraison_id, f.ligne)
          ELSE g.date_effet = f.date_effet AND g.projet_id IS NOT DISTINCT FROM f.projet_id
      END);
