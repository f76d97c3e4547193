-- grain: one row per state of jobs; the last value known of each project at the arrêté, created apart from strengthened
-- avec: themes_suivis, projet_touche, connu, ordre_des_faits
WITH derniere AS (
    SELECT m.projet_id, m.type_emploi, m.etat_emploi, m.nombre
    FROM emploi m
    JOIN arrete a ON a.arrete_id = $arrete
    JOIN etat_projet p ON p.arrete_id = a.arrete_id AND p.projet_id = m.projet_id
    WHERE p.phase = $phase AND p.territoire_id = $territoire_id AND p.est_compte
      AND themes_suivis(p)
      AND projet_touche(p)
      AND connu(m, a)
    QUALIFY row_number() OVER (
        PARTITION BY m.projet_id, m.type_emploi, m.etat_emploi
        ORDER BY ordre_des_faits(m) DESC
    ) = 1
)
SELECT
    e.etat_emploi,
    sum(d.nombre) FILTER (d.type_emploi = 'crees') AS crees,
    sum(d.nombre) FILTER (d.type_emploi = 'confortes') AS confortes,
    count(DISTINCT d.projet_id) FILTER (d.nombre IS NOT NULL) AS nb_projets
FROM (VALUES ('prevus', 1), ('conventionnes', 2), ('constates', 3)) AS e (etat_emploi, rang)
LEFT JOIN derniere d USING (etat_emploi)
GROUP BY ALL
ORDER BY any_value(e.rang)
