-- grain: one row per arrêté, the latest first; only a draft that nobody is served has no seal
SELECT a.arrete_id, a.date_cloture, a.libelle, a.phase_en_cours, a.source, a.numero, a.auteur,
    e.recette, e.empreinte,
    (SELECT bool_or(est_demonstration) FROM livraison) AS est_demonstration
FROM arrete a LEFT JOIN arrete_empreinte e USING (arrete_id)
ORDER BY a.arrete_id DESC
