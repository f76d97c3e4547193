-- grain: one row per arrêté × application known at the cut-off, with its last known state
-- avec: connu, ordre_des_faits
INSERT INTO etat_candidature BY NAME
SELECT
    a.arrete_id, c.numero_dossier, c.phase, c.intitule, c.code_region, c.code_departement, c.territoire_id, c.membres,
    c.date_depot, c.date_construction, c.date_instruction, c.date_traitement, c.statut, c.avis_prefet, c.avis_region,
    c.decision, c.a_binome, c.date_effet, c.livraison_id, c.ligne
FROM arrete a JOIN candidature c ON connu(c, a)
WHERE NOT list_contains($repris, a.arrete_id)
QUALIFY row_number() OVER (
    PARTITION BY a.arrete_id, c.numero_dossier
    ORDER BY ordre_des_faits(c) DESC
) = 1;
