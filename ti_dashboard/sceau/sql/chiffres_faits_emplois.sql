-- grain: one row per counted project at an arrêté × indicator of jobs: its last declarations, those that are missing
-- avec: parmi, connu, ordre_des_faits
WITH dernier AS (
    SELECT a.arrete_id, e.projet_id, e.type_emploi, e.etat_emploi, e.nombre, e.verificateur
    FROM (SELECT DISTINCT arrete_id, date_cloture FROM presences) a
    JOIN emploi e ON connu(e, a)
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, e.projet_id, e.type_emploi, e.etat_emploi
        ORDER BY ordre_des_faits(e) DESC
    ) = 1
),
attendu AS (
    SELECT i.indicateur_id, i.verifies, y.type_emploi, s.etat_emploi
    FROM indicateurs_lus i
    CROSS JOIN (VALUES ('crees'), ('confortes')) y (type_emploi)
    CROSS JOIN (VALUES ('prevus'), ('conventionnes'), ('constates')) s (etat_emploi)
    WHERE parmi(i.emploi_types, y.type_emploi)
      AND parmi(i.emploi_etats, s.etat_emploi)
)
SELECT
    e.arrete_id, e.phase, e.projet_id, e.territoire_id, e.code_region, e.themes, true AS est_entier,
    coalesce(t.familles, []) AS familles, i.indicateur_id,
    bool_or(NOT i.verifies OR (d.nombre IS NOT NULL AND d.verificateur IS NOT NULL)) AS est_retenu,
    count(*) > count(d.nombre) AS est_inconnu,
    sum(d.nombre) FILTER (NOT i.verifies OR d.verificateur IS NOT NULL) AS total
FROM presences p
JOIN etat_projet e USING (arrete_id, phase)
CROSS JOIN attendu i
LEFT JOIN touches t USING (arrete_id, phase, projet_id)
LEFT JOIN dernier d ON d.arrete_id = e.arrete_id AND d.projet_id = e.projet_id
    AND d.type_emploi = i.type_emploi AND d.etat_emploi = i.etat_emploi
WHERE e.est_compte
GROUP BY ALL
