-- grain: one row as projets_emplois over emplois_connus gives it, read from sums, when one operator at most is chosen
-- avec: lieu_suivi, themes_suivis, regard_suivi
WITH recense AS (
    SELECT sum(nb_projets)::BIGINT AS nb_projets, sum(nb_projets_verifies)::BIGINT AS nb_projets_verifies
    FROM cumul_projet
    WHERE arrete_id = $arrete AND phase = $phase
      AND lieu_suivi(cumul_projet)
      AND themes_suivis(cumul_projet)
      AND regard_suivi(cumul_projet)
),
connus AS (
    SELECT type_emploi, etat_emploi, sum(nb_emplois) AS nb_emplois, sum(nb_projets_connus)::BIGINT AS nb_projets
    FROM cumul_emploi
    WHERE arrete_id = $arrete AND phase = $phase
      AND lieu_suivi(cumul_emploi)
      AND themes_suivis(cumul_emploi)
      AND regard_suivi(cumul_emploi)
    GROUP BY ALL
)
SELECT
    y.type_emploi, s.etat_emploi, c.nb_emplois,
    coalesce(c.nb_projets, 0) AS nb_projets_connus,
    r.nb_projets - coalesce(c.nb_projets, 0) AS nb_projets_inconnus,
    r.nb_projets, r.nb_projets_verifies
FROM recense r
CROSS JOIN (VALUES ('crees'), ('confortes')) y (type_emploi)
CROSS JOIN (VALUES ('prevus'), ('conventionnes'), ('constates')) s (etat_emploi)
LEFT JOIN connus c ON c.type_emploi = y.type_emploi AND c.etat_emploi = s.etat_emploi
WHERE r.nb_projets > 0
