-- grain: one row per arrêté × project known at the cut-off, exits included
INSERT INTO etat_projet BY NAME
WITH declaration AS (
    SELECT a.arrete_id, p.*, min(p.date_effet) OVER (PARTITION BY a.arrete_id, p.projet_id) AS date_remontee
    FROM arrete a JOIN projet p ON p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
    WHERE NOT list_contains($repris, a.arrete_id)
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, p.projet_id
        ORDER BY p.date_effet DESC, p.date_connaissance DESC, p.livraison_id DESC, p.ligne DESC
    ) = 1
),
statut_connu AS (
    SELECT a.arrete_id, s.projet_id, s.statut, s.date_effet
    FROM arrete a JOIN projet_statut s ON s.date_connaissance <= a.date_cloture AND s.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, s.projet_id
        ORDER BY s.date_effet DESC, s.date_connaissance DESC, s.livraison_id DESC, s.ligne DESC
    ) = 1
)
SELECT
    d.arrete_id, d.projet_id, d.phase, d.territoire_id, t.code_region, d.intitule, d.axe_id, d.themes, d.cout_total_eur,
    sp.statut, sp.est_compte, s.date_effet AS date_statut, d.date_remontee
FROM declaration d
LEFT JOIN territoire t USING (phase, territoire_id)
LEFT JOIN statut_connu s USING (arrete_id, projet_id)
JOIN statut_projet sp ON sp.statut = coalesce(s.statut, 'inconnu');
