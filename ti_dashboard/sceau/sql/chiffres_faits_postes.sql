-- grain: one row per post at an arrêté with its last state, or per supported territory whose post is unknown
-- avec: connu, ordre_des_faits
WITH dernier AS (
    SELECT p.arrete_id, p.phase, x.territoire_id, x.poste_id, x.etat_poste
    FROM presences p
    JOIN poste x ON x.phase = p.phase AND connu(x, p)
    QUALIFY row_number() OVER (
        PARTITION BY p.arrete_id, p.phase, x.territoire_id, x.poste_id
        ORDER BY ordre_des_faits(x) DESC
    ) = 1
)
SELECT
    e.arrete_id, e.phase, e.territoire_id, e.code_region, []::VARCHAR[] AS themes, []::VARCHAR[] AS familles,
    true AS est_entier, coalesce(d.etat_poste, 'inconnu') AS etat_poste
FROM presences p
JOIN etat_territoire e USING (arrete_id, phase)
LEFT JOIN dernier d USING (arrete_id, phase, territoire_id)
WHERE d.poste_id IS NOT NULL OR e.est_appuye
