-- grain: one row per type × état of jobs (six, always), over the counted projects; follows region, theme, operateur
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
),
recense AS (
    SELECT p.projet_id, p.intitule, p.territoire_id
    FROM etat_projet p
    WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.est_compte
      AND (len($regions) = 0 OR list_contains($regions, p.code_region))
      AND (len($themes) = 0 OR list_has_any($themes, p.themes))
      AND (len($operateurs) = 0 OR p.projet_id IN (SELECT projet_id FROM touche))
),
dernier AS (
    SELECT e.*, r.intitule, r.territoire_id
    FROM emploi e JOIN recense r USING (projet_id) JOIN arrete a ON a.arrete_id = $arrete
    WHERE e.date_connaissance <= a.date_cloture AND e.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY e.projet_id, e.type_emploi, e.etat_emploi
        ORDER BY e.date_effet DESC, e.date_connaissance DESC, e.livraison_id DESC, e.ligne DESC
    ) = 1
)
SELECT
    t.type_emploi, s.etat_emploi,
    sum(d.nombre) AS nb_emplois,
    count(d.nombre) AS nb_projets_connus,
    (SELECT count(*) FROM recense) - count(d.nombre) AS nb_projets_inconnus,
    (SELECT count(*) FROM recense) AS nb_projets,
    (SELECT count(DISTINCT v.projet_id) FROM dernier v
     WHERE v.etat_emploi = 'constates' AND v.nombre IS NOT NULL AND v.verificateur IS NOT NULL) AS nb_projets_verifies
FROM (VALUES ('crees', 1), ('confortes', 2)) t (type_emploi, rang_type)
CROSS JOIN (VALUES ('prevus', 1), ('conventionnes', 2), ('constates', 3)) s (etat_emploi, rang_etat)
LEFT JOIN dernier d ON d.type_emploi = t.type_emploi AND d.etat_emploi = s.etat_emploi
GROUP BY t.type_emploi, t.rang_type, s.etat_emploi, s.rang_etat
ORDER BY s.rang_etat, t.rang_type
