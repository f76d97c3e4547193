-- grain: one row: what the publication holds of the first steps of a data folder
SELECT
    (SELECT count(DISTINCT (phase, territoire_id)) FROM perimetre) AS nb_perimetres,
    (SELECT count(*) FROM livraison) AS nb_feuilles,
    (SELECT count(*) FROM arrete) AS nb_comites,
    (SELECT count(*) FROM arrete a WHERE EXISTS (SELECT 1 FROM etat_territoire t WHERE t.arrete_id = a.arrete_id)
        OR EXISTS (SELECT 1 FROM etat_projet p WHERE p.arrete_id = a.arrete_id)
        OR EXISTS (SELECT 1 FROM etat_flux f WHERE f.arrete_id = a.arrete_id)) AS nb_arretes_pleins
