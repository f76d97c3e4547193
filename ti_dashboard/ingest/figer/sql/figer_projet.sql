-- grain: one row per arrêté × project known at the cut-off, exits included
-- avec: connu, ordre_des_faits
INSERT INTO etat_projet BY NAME
WITH declaration AS (
    SELECT a.arrete_id, p.*, min(p.date_effet) OVER (PARTITION BY a.arrete_id, p.projet_id) AS date_remontee
    FROM arrete a JOIN projet p ON connu(p, a)
    WHERE NOT list_contains($repris, a.arrete_id)
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, p.projet_id
        ORDER BY ordre_des_faits(p) DESC
    ) = 1
),
situe AS (
    SELECT d.* REPLACE (
        territoire_situe(d.territoire_id, d.rattachement, e.territoire_id IS NOT NULL) AS territoire_id,
        lieu_situe(d.lieu_dit, d.territoire_id, d.rattachement, e.territoire_id IS NOT NULL) AS lieu_dit)
    FROM declaration d LEFT JOIN etat_territoire e USING (arrete_id, phase, territoire_id)
),
a_la_main AS (
    SELECT a.arrete_id, r.projet_id, r.territoire_id, dire_a_la_main(r.auteur, r.fait_le, r.motif) AS dit
    FROM arrete a JOIN rattachement r ON r.projet_id IS NOT NULL AND r.date_connaissance <= a.date_cloture
    QUALIFY row_number() OVER (PARTITION BY a.arrete_id, r.projet_id ORDER BY r.numero DESC) = 1
),
statut_connu AS (
    SELECT a.arrete_id, s.projet_id, s.statut, s.date_effet
    FROM arrete a JOIN projet_statut s ON connu(s, a)
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, s.projet_id
        ORDER BY ordre_des_faits(s) DESC
    ) = 1
)
SELECT
    d.arrete_id, d.projet_id, d.phase, coalesce(m.territoire_id, d.territoire_id) AS territoire_id,
    CASE WHEN m.territoire_id IS NOT NULL THEN m.dit ELSE dire_rattachement(d.territoire_id, d.rattachement, d.lieu_dit)
        END AS rattachement_dit,
    t.code_region, d.intitule, d.axe_id, d.themes, d.cout_total_eur,
    sp.statut, sp.est_compte, s.date_effet AS date_statut, d.date_remontee
FROM situe d
LEFT JOIN a_la_main m USING (arrete_id, projet_id)
LEFT JOIN fige_territoire t ON t.arrete_id = d.arrete_id
    AND t.phase = d.phase AND t.territoire_id = coalesce(m.territoire_id, d.territoire_id)
LEFT JOIN statut_connu s USING (arrete_id, projet_id)
JOIN fige_statut_projet sp ON sp.arrete_id = d.arrete_id AND sp.statut = coalesce(s.statut, 'inconnu');
