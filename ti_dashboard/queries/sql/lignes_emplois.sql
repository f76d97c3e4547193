-- grain: one row per counted project × type × état of jobs: its last declaration known at the arrêté, or none
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
),
recense AS (
    SELECT projet_id, intitule, phase, territoire_id
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
    d.livraison_id, d.ligne, r.projet_id, r.intitule, t.nom AS territoire, y.type_emploi, y.type_dit, s.etat_emploi,
    s.etat_dit, d.nombre, d.verificateur, d.date_effet, d.date_connaissance, d.cause, l.emetteur, l.fichier, l.feuille,
    l.date_reception, l.sha256
FROM recense r
CROSS JOIN (VALUES ('crees', 'créés'), ('confortes', 'confortés')) y (type_emploi, type_dit)
CROSS JOIN (VALUES ('prevus', 'prévus'), ('conventionnes', 'conventionnés'), ('constates', 'constatés'))
    s (etat_emploi, etat_dit)
LEFT JOIN dernier d USING (projet_id, type_emploi, etat_emploi)
LEFT JOIN livraison l USING (livraison_id)
LEFT JOIN territoire t ON t.phase = r.phase AND t.territoire_id = r.territoire_id
WHERE (len($emploi_types) = 0 OR list_contains($emploi_types, y.type_emploi))
  AND (len($emploi_etats) = 0 OR list_contains($emploi_etats, s.etat_emploi))
  AND (NOT $verifies OR (d.nombre IS NOT NULL AND d.verificateur IS NOT NULL))
ORDER BY d.nombre DESC NULLS LAST, d.livraison_id IS NULL, r.intitule, r.projet_id, y.type_emploi, s.etat_emploi
