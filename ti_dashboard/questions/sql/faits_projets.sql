-- grain: one row per fact of a project known at the arrêté, in the order they took effect, with what it then is
-- avec: lieu_suivi, themes_suivis, operateur_suivi, parmi, rattachement_connu, en_vigueur, etat_ou_operateur, connu
-- avec: ordre_des_faits
-- A project declared again may count elsewhere, or no more.
WITH sujet AS (
    SELECT unnest($sujets) AS projet_id
),
declare AS (
    SELECT p.*, a.arrete_id, t.code_region, row_number() OVER (
        PARTITION BY p.projet_id ORDER BY ordre_des_faits(p)
    ) AS rang
    FROM projet p JOIN arrete a ON a.arrete_id = $arrete SEMI JOIN sujet USING (projet_id)
    LEFT JOIN territoire t ON t.phase = p.phase AND t.territoire_id = p.territoire_id
    WHERE connu(p, a)
),
fait AS (
    SELECT d.projet_id, if(d.rang = 1, 'declaration', 'redeclaration') AS genre,
        if(d.rang = 1, 'Déclaration du projet', 'Nouvelle déclaration du projet') AS fait,
        coalesce(d.territoire_id, '') AS territoire_declare, coalesce(d.phase = $phase AND lieu_suivi(d) AND themes_suivis(d)
            AND parmi($territoires, d.territoire_id) AND parmi($rattachements, rattachement_connu(d))
            AND (NOT list_contains($manques, 'theme') OR len(d.themes) = 0), false) AS est_declare_ici,
        NULL AS statut, NULL AS type_montant, NULL AS montant_eur, false AS est_decision,
        d.date_effet, d.date_connaissance, d.cause, d.livraison_id, d.ligne
    FROM declare d
    UNION ALL
    SELECT s.projet_id, 'statut', 'Statut : ' || t.libelle, NULL, NULL, s.statut, NULL, NULL, false, s.date_effet,
        s.date_connaissance, s.cause, s.livraison_id, s.ligne
    FROM projet_statut s JOIN arrete a ON a.arrete_id = $arrete JOIN statut_projet t USING (statut)
    SEMI JOIN sujet USING (projet_id)
    WHERE connu(s, a)
    UNION ALL
    SELECT f.projet_id, 'montant', m.libelle || ', ' || o.nom, NULL, NULL, NULL, f.type_montant, f.montant_eur,
        etat_ou_operateur(f), f.date_effet, x.date_connaissance, x.cause, f.livraison_id, f.ligne
    FROM etat_flux f JOIN flux x USING (livraison_id, ligne) JOIN type_montant m ON m.type_montant = f.type_montant
    JOIN operateur o ON o.operateur_id = f.operateur_id SEMI JOIN sujet ON sujet.projet_id = f.projet_id
    WHERE f.arrete_id = $arrete AND f.phase = $phase
      AND operateur_suivi(f)
),
situation AS (
    SELECT *,
        nullif(last_value(territoire_declare IGNORE NULLS) OVER w, '') AS territoire_id,
        coalesce(last_value(est_declare_ici IGNORE NULLS) OVER w, false) AS est_du_perimetre,
        bool_or(genre = 'montant') OVER w AS est_touche,
        bool_or(type_montant = 'demande') OVER w AS a_une_demande,
        coalesce(last_value(statut IGNORE NULLS) OVER w, 'inconnu') AS statut_courant,
        count(*) FILTER (est_decision AND type_montant = 'engage') OVER w AS nb_engagements,
        count(*) FILTER (est_decision AND type_montant = 'engage' AND montant_eur IS NULL) OVER w AS nb_inconnus,
        coalesce(sum(montant_eur) FILTER (est_decision AND type_montant = 'engage') OVER w, 0) AS engage,
        coalesce(sum(montant_eur) FILTER (est_decision AND type_montant = 'annule') OVER w, 0) AS annule
    FROM fait
    WINDOW w AS (PARTITION BY projet_id ORDER BY ordre_des_faits(fait)
        ROWS UNBOUNDED PRECEDING)
)
SELECT
    s.projet_id, s.genre, s.fait, s.type_montant, s.territoire_id, s.est_du_perimetre, s.est_touche,
    s.statut_courant, t.est_compte,
    en_vigueur(s) AS est_engage,
    CASE WHEN s.a_une_demande THEN 'demande' WHEN s.statut_courant = 'en_instruction' THEN 'instruction_sans_demande'
        ELSE 'aucune' END AS demande,
    s.date_effet, s.date_connaissance, s.cause, s.livraison_id, s.ligne,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM situation s
JOIN statut_projet t ON t.statut = s.statut_courant
JOIN livraison l USING (livraison_id)
ORDER BY s.projet_id, ordre_des_faits(s)
