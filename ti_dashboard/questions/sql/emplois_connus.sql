-- grain: one row per counted project × type × état of jobs: its last declaration known at the arrêté, or none
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
),
recense AS (
    SELECT projet_id, intitule, phase, territoire_id, rattachement_dit
    FROM etat_projet
    WHERE arrete_id = $arrete AND phase = $phase AND est_compte
      AND (len($regions) = 0 OR list_contains($regions, code_region))
      AND (len($themes) = 0 OR list_has_any($themes, themes))
      AND (len($operateurs) = 0 OR projet_id IN (SELECT projet_id FROM touche))
      AND (len($territoires) = 0 OR list_contains($territoires, territoire_id))
      AND (len($projets) = 0 OR list_contains($projets, projet_id))
),
dernier AS (
    SELECT e.*
    FROM emploi e JOIN arrete a ON a.arrete_id = $arrete
    WHERE e.date_connaissance <= a.date_cloture AND e.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY e.projet_id, e.type_emploi, e.etat_emploi
        ORDER BY e.date_effet DESC, e.date_connaissance DESC, e.livraison_id DESC, e.ligne DESC
    ) = 1
)
SELECT
    r.projet_id, r.intitule, r.phase, r.territoire_id, r.rattachement_dit, y.type_emploi, y.type_dit, s.etat_emploi, s.etat_dit,
    d.* EXCLUDE (projet_id, type_emploi, etat_emploi)
FROM recense r
CROSS JOIN (VALUES ('crees', 'créés'), ('confortes', 'confortés')) y (type_emploi, type_dit)
CROSS JOIN (VALUES ('prevus', 'prévus'), ('conventionnes', 'conventionnés'), ('constates', 'constatés'))
    s (etat_emploi, etat_dit)
LEFT JOIN dernier d USING (projet_id, type_emploi, etat_emploi)
WHERE (len($emploi_types) = 0 OR list_contains($emploi_types, y.type_emploi))
  AND (len($emploi_etats) = 0 OR list_contains($emploi_etats, s.etat_emploi))
  AND (NOT $verifies OR (d.nombre IS NOT NULL AND d.verificateur IS NOT NULL))
