-- grain: one row per state of jobs; the last value known of each project at the arrêté, created apart from strengthened
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
),
derniere AS (
    SELECT m.projet_id, m.type_emploi, m.etat_emploi, m.nombre
    FROM emploi m
    JOIN arrete a ON a.arrete_id = $arrete
    JOIN etat_projet p ON p.arrete_id = a.arrete_id AND p.projet_id = m.projet_id
    WHERE p.phase = $phase AND p.territoire_id = $territoire_id AND p.est_compte
      AND (len($themes) = 0 OR list_has_any($themes, p.themes))
      AND (len($operateurs) = 0 OR p.projet_id IN (SELECT projet_id FROM touche))
      AND m.date_connaissance <= a.date_cloture AND m.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY m.projet_id, m.type_emploi, m.etat_emploi
        ORDER BY m.date_effet DESC, m.date_connaissance DESC, m.livraison_id DESC, m.ligne DESC
    ) = 1
)
SELECT
    e.etat_emploi, e.libelle,
    sum(d.nombre) FILTER (d.type_emploi = 'crees') AS crees,
    sum(d.nombre) FILTER (d.type_emploi = 'confortes') AS confortes,
    count(DISTINCT d.projet_id) FILTER (d.nombre IS NOT NULL) AS nb_projets
FROM (VALUES ('prevus', 'Prévus', 1), ('conventionnes', 'Conventionnés', 2), ('constates', 'Constatés', 3))
    AS e (etat_emploi, libelle, rang)
LEFT JOIN derniere d USING (etat_emploi)
GROUP BY ALL
ORDER BY any_value(e.rang)
