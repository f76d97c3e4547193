-- grain: one row per arrêté × phase × body, or none, × territory × themes × type × état of jobs: what is known of them
-- avec: connu, ordre_des_faits
WITH dernier AS (
    SELECT a.arrete_id, e.projet_id, e.type_emploi, e.etat_emploi, e.nombre
    FROM emploi e JOIN arrete a ON connu(e, a)
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, e.projet_id, e.type_emploi, e.etat_emploi
        ORDER BY ordre_des_faits(e) DESC
    ) = 1
),
vu AS (
    SELECT arrete_id, phase, projet_id, NULL::VARCHAR AS famille_id FROM etat_projet
    UNION ALL
    SELECT DISTINCT arrete_id, phase, projet_id, famille_id FROM etat_flux WHERE projet_id IS NOT NULL
)
SELECT
    p.arrete_id, p.phase, v.famille_id, p.territoire_id, p.code_region, p.themes, d.type_emploi, d.etat_emploi,
    sum(d.nombre) AS nb_emplois,
    count(*) AS nb_projets_connus
FROM etat_projet p
JOIN vu v USING (arrete_id, phase, projet_id)
JOIN dernier d USING (arrete_id, projet_id)
WHERE p.est_compte AND d.nombre IS NOT NULL
GROUP BY ALL
