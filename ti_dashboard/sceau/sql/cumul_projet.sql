-- grain: one row per arrêté × phase × territory × themes × body, or none: the projects that have a line of it, or all
-- avec: bilan_des_actes, en_vigueur, etat_ou_operateur, connu, ordre_des_faits
WITH dernier AS (
    SELECT a.arrete_id, e.projet_id, e.nombre, e.verificateur
    FROM emploi e JOIN arrete a ON connu(e, a)
    WHERE e.etat_emploi = 'constates'
    QUALIFY row_number() OVER (
        PARTITION BY a.arrete_id, e.projet_id, e.type_emploi
        ORDER BY ordre_des_faits(e) DESC
    ) = 1
),
verifie AS (
    SELECT DISTINCT arrete_id, projet_id FROM dernier WHERE nombre IS NOT NULL AND verificateur IS NOT NULL
),
acte AS (
    SELECT arrete_id, phase, projet_id, famille_id, grouping(famille_id) = 1 AS est_entier,
        unnest(bilan_des_actes(etat_flux, etat_ou_operateur(etat_flux))),
        bool_or(type_montant = 'engage') AS est_servi
    FROM etat_flux
    WHERE projet_id IS NOT NULL
    GROUP BY GROUPING SETS ((arrete_id, phase, projet_id), (arrete_id, phase, projet_id, famille_id))
),
vu AS (
    SELECT p.*, NULL::VARCHAR AS famille_id, a.projet_id IS NOT NULL AS est_touche, a
    FROM etat_projet p LEFT JOIN acte a
        ON a.est_entier AND (a.arrete_id, a.phase, a.projet_id) = (p.arrete_id, p.phase, p.projet_id)
    UNION ALL
    SELECT p.*, a.famille_id, true AS est_touche, a
    FROM etat_projet p JOIN acte a
        ON NOT a.est_entier AND (a.arrete_id, a.phase, a.projet_id) = (p.arrete_id, p.phase, p.projet_id)
)
SELECT
    v.arrete_id, v.phase, v.territoire_id, v.code_region, v.themes, v.famille_id,
    count(*) FILTER (v.est_compte) AS nb_projets,
    count(*) FILTER (v.est_compte AND v.statut <> 'inconnu') AS nb_statuts_connus,
    count(*) FILTER (NOT v.est_compte) AS nb_sorties,
    count(*) FILTER (v.est_compte AND en_vigueur(v.a)) AS nb_projets_engages,
    count(*) FILTER (v.est_compte AND v.statut IN ('en_realisation', 'realise')) AS nb_realises_ou_en_cours,
    count(*) FILTER (v.est_compte AND v.est_touche) AS nb_touches,
    count(*) FILTER (v.est_compte AND v.a.est_servi) AS nb_servis,
    -- Jobs created and jobs consolidated, verified both, are of one verified project.
    count(x.projet_id) FILTER (v.est_compte) AS nb_projets_verifies
FROM vu v LEFT JOIN verifie x USING (arrete_id, projet_id)
GROUP BY v.arrete_id, v.phase, v.territoire_id, v.code_region, v.themes, v.famille_id
