-- grain: one row per fact of a project known at the arrêté, in the order they took effect, with what it then is
-- avec: operateur_suivi, en_vigueur, etat_ou_operateur, connu, ordre_des_faits
WITH sujet AS (
    SELECT unnest($sujets) AS projet_id
),
fait AS (
    SELECT p.projet_id, 'declaration' AS genre, 'Déclaration du projet' AS fait, NULL AS statut, NULL AS type_montant,
        NULL AS montant_eur, false AS est_decision, p.date_effet, p.date_connaissance, p.cause, p.livraison_id, p.ligne
    FROM projet p JOIN arrete a ON a.arrete_id = $arrete SEMI JOIN sujet USING (projet_id)
    WHERE connu(p, a)
    UNION ALL
    SELECT s.projet_id, 'statut', 'Statut : ' || t.libelle, s.statut, NULL, NULL, false, s.date_effet,
        s.date_connaissance, s.cause, s.livraison_id, s.ligne
    FROM projet_statut s JOIN arrete a ON a.arrete_id = $arrete JOIN statut_projet t USING (statut)
    SEMI JOIN sujet USING (projet_id)
    WHERE connu(s, a)
    UNION ALL
    SELECT f.projet_id, 'montant', m.libelle || ', ' || o.nom, NULL, f.type_montant, f.montant_eur,
        etat_ou_operateur(f), f.date_effet, x.date_connaissance, x.cause, f.livraison_id, f.ligne
    FROM etat_flux f JOIN flux x USING (livraison_id, ligne) JOIN type_montant m ON m.type_montant = f.type_montant
    JOIN operateur o ON o.operateur_id = f.operateur_id SEMI JOIN sujet ON sujet.projet_id = f.projet_id
    WHERE f.arrete_id = $arrete AND f.phase = $phase
      AND operateur_suivi(f)
),
situation AS (
    SELECT *,
        bool_or(genre = 'declaration') OVER w AS est_connu,
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
    s.projet_id, s.genre, s.fait, s.type_montant, s.est_connu, s.est_touche, s.statut_courant, t.est_compte,
    en_vigueur(s) AS est_engage,
    CASE WHEN s.a_une_demande THEN 'demande' WHEN s.statut_courant = 'en_instruction' THEN 'instruction_sans_demande'
        ELSE 'aucune' END AS demande,
    s.date_effet, s.date_connaissance, s.cause, s.livraison_id, s.ligne,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM situation s
JOIN statut_projet t ON t.statut = s.statut_courant
JOIN livraison l USING (livraison_id)
ORDER BY s.projet_id, ordre_des_faits(s)
