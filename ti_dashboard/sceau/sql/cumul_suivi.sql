-- grain: one row per arrêté × phase × body, or none, × territory × themes × status × what is waited for: its projects
-- avec: bilan_des_actes, en_vigueur, etat_ou_operateur, mois_entiers
WITH acte AS (
    SELECT arrete_id, phase, projet_id, famille_id, grouping(famille_id) = 1 AS est_entier,
        unnest(bilan_des_actes(etat_flux, etat_ou_operateur(etat_flux))),
        bool_or(type_montant = 'engage' AND categorie = 'region') AS est_aide_par_sa_region,
        bool_or(type_montant = 'demande') AS est_demande
    FROM etat_flux
    WHERE projet_id IS NOT NULL
    GROUP BY GROUPING SETS ((arrete_id, phase, projet_id), (arrete_id, phase, projet_id, famille_id))
),
vu AS (
    SELECT p.*, NULL::VARCHAR AS famille_id, a
    FROM etat_projet p LEFT JOIN acte a
        ON a.est_entier AND (a.arrete_id, a.phase, a.projet_id) = (p.arrete_id, p.phase, p.projet_id)
    UNION ALL
    SELECT p.*, a.famille_id, a
    FROM etat_projet p JOIN acte a
        ON NOT a.est_entier AND (a.arrete_id, a.phase, a.projet_id) = (p.arrete_id, p.phase, p.projet_id)
)
SELECT
    v.arrete_id, v.phase, v.famille_id, v.territoire_id, v.code_region, v.themes, v.statut, v.est_compte,
    mois_entiers(v.date_remontee, v.arrete_id) AS mois_d_attente,
    coalesce(v.a.est_demande, false) AS est_demande,
    en_vigueur(v.a) AS est_engage,
    coalesce(v.a.nb_engagements, 0) > 0 AS a_eu_un_engagement,
    coalesce(v.a.est_aide_par_sa_region, false) AS est_aide_par_sa_region,
    count(*) AS nb_projets
FROM vu v
GROUP BY ALL
