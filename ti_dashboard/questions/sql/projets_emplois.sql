-- grain: one row per type × état of jobs, over emplois_connus (lignes); a project unknown is not a zero
SELECT
    type_emploi, etat_emploi,
    sum(nombre) AS nb_emplois,
    count(nombre) AS nb_projets_connus,
    count(*) - count(nombre) AS nb_projets_inconnus,
    count(*) AS nb_projets,
    -- A project verified for its created and its consolidated jobs is one verified project.
    (SELECT count(DISTINCT v.projet_id) FROM lignes v
     WHERE v.etat_emploi = 'constates' AND v.nombre IS NOT NULL AND v.verificateur IS NOT NULL) AS nb_projets_verifies
FROM lignes
GROUP BY type_emploi, etat_emploi
