-- grain: one row per counted project × type × état of jobs: its last declaration known at the arrêté, or none
-- avec: projet_suivi, parmi, connu, ordre_des_faits
WITH recense AS (
    SELECT projet_id, intitule, phase, territoire_id, rattachement_dit
    FROM etat_projet
    WHERE arrete_id = $arrete AND phase = $phase AND est_compte
      AND projet_suivi(etat_projet)
      AND parmi($territoires, territoire_id)
      AND parmi($projets, projet_id)
),
dernier AS (
    SELECT e.*
    FROM emploi e JOIN arrete a ON a.arrete_id = $arrete
    WHERE connu(e, a)
    QUALIFY row_number() OVER (
        PARTITION BY e.projet_id, e.type_emploi, e.etat_emploi
        ORDER BY ordre_des_faits(e) DESC
    ) = 1
)
SELECT
    r.projet_id, r.intitule, r.phase, r.territoire_id, r.rattachement_dit, y.type_emploi, s.etat_emploi,
    d.* EXCLUDE (projet_id, type_emploi, etat_emploi)
FROM recense r
CROSS JOIN (VALUES ('crees'), ('confortes')) y (type_emploi)
CROSS JOIN (VALUES ('prevus'), ('conventionnes'), ('constates')) s (etat_emploi)
LEFT JOIN dernier d USING (projet_id, type_emploi, etat_emploi)
WHERE parmi($emploi_types, y.type_emploi)
  AND parmi($emploi_etats, s.etat_emploi)
  AND (NOT $verifies OR (d.nombre IS NOT NULL AND d.verificateur IS NOT NULL))
