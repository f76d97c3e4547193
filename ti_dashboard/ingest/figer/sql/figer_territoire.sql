-- grain: one row per arrêté × territory present in the programme, as the ledger knew it at the cut-off
-- avec: connu, ordre_des_faits
INSERT INTO etat_territoire BY NAME
WITH presence AS (
    SELECT a.arrete_id, p.phase, p.territoire_id, arg_max(p.mouvement, ordre_des_faits(p)) AS mouvement
    FROM arrete a JOIN perimetre p ON connu(p, a)
    WHERE NOT list_contains($repris, a.arrete_id)
    GROUP BY ALL
),
jalon_connu AS (
    SELECT a.arrete_id, j.phase, j.territoire_id, t.famille, j.jalon, j.motif_blocage, j.date_effet
    FROM arrete a
    JOIN jalon j ON connu(j, a)
    JOIN fige_type_jalon t USING (arrete_id, jalon)
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, j.phase, j.territoire_id, t.famille
        ORDER BY ordre_des_faits(j) DESC
    ) = 1
)
SELECT
    p.arrete_id, p.phase, p.territoire_id, t.code_region,
    coalesce(d.jalon, 'etat_inconnu') AS etat,
    td.est_engage, td.est_signe,
    d.date_effet AS date_dernier_jalon, d.motif_blocage,
    CASE b.jalon WHEN 'binome_designe' THEN true WHEN 'binome_absent' THEN false END AS a_binome,
    coalesce(s.jalon = 'appui_retenu', false) AS est_appuye
FROM presence p
JOIN fige_territoire t USING (arrete_id, phase, territoire_id)
LEFT JOIN jalon_connu d ON d.famille = 'demarche' AND (d.arrete_id, d.phase, d.territoire_id) = (p.arrete_id, p.phase, p.territoire_id)
LEFT JOIN jalon_connu b ON b.famille = 'binome' AND (b.arrete_id, b.phase, b.territoire_id) = (p.arrete_id, p.phase, p.territoire_id)
LEFT JOIN jalon_connu s ON s.famille = 'appui' AND (s.arrete_id, s.phase, s.territoire_id) = (p.arrete_id, p.phase, p.territoire_id)
LEFT JOIN fige_type_jalon td ON td.arrete_id = p.arrete_id AND td.jalon = coalesce(d.jalon, 'etat_inconnu')
WHERE p.mouvement = 'entree';
