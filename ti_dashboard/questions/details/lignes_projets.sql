-- grain: one row per project behind a count at the arrêté, with the last line that declares it
-- avec: lieu_suivi, themes_suivis, operateur_suivi, projet_vu, parmi, present_aux_deux, rattachement_connu
-- avec: actes_d_un_projet, en_vigueur, connu, ordre_des_faits, classe_d_age, engagement_du_projet, projet_choisi
WITH derniere AS (
    SELECT p.projet_id, p.livraison_id, p.ligne, p.cause, p.date_effet, p.date_connaissance
    FROM projet p JOIN arrete a ON a.arrete_id = $arrete
    WHERE connu(p, a)
    QUALIFY row_number() OVER (
        PARTITION BY p.projet_id ORDER BY ordre_des_faits(p) DESC
    ) = 1
),
demandeur AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant = 'demande'
      AND operateur_suivi(etat_flux)
),
marque AS (
    SELECT
        p.*, a.engage, coalesce(a.nb_inconnus, 0) AS nb_inconnus, coalesce(a.nb_engagements, 0) AS nb_engagements,
        (p.est_compte AND en_vigueur(a)) AS est_engage,
        classe_d_age($attente_codes, $attente_mois, p.date_remontee) AS anciennete,
        CASE
            WHEN p.projet_id IN (SELECT projet_id FROM demandeur WHERE projet_id IS NOT NULL) THEN 'demande'
            WHEN p.statut = 'en_instruction' THEN 'instruction_sans_demande'
            ELSE 'aucune'
        END AS demande
    FROM etat_projet p LEFT JOIN actes_d_un_projet a USING (projet_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase
      AND lieu_suivi(p)
      AND themes_suivis(p)
      AND projet_vu(p)
      AND parmi($territoires, p.territoire_id)
      AND present_aux_deux(p)
      AND parmi($statuts, p.statut)
      AND parmi($projets, p.projet_id)
      AND parmi($rattachements, rattachement_connu(p))
      AND (NOT list_contains($manques, 'theme') OR len(p.themes) = 0)
)
SELECT
    d.livraison_id, d.ligne, m.projet_id, m.intitule, t.nom AS territoire, m.rattachement_dit, s.libelle AS statut, m.date_statut,
    m.date_remontee, m.engage AS montant_eur, m.nb_inconnus, d.date_effet, d.date_connaissance,
    d.cause, m.est_engage, m.statut IN ('en_realisation', 'realise') AS est_realise_ou_en_cours,
    engagement_du_projet(m) AS engagement, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM marque m
JOIN derniere d USING (projet_id)
JOIN livraison l USING (livraison_id)
JOIN statut_projet s USING (statut)
LEFT JOIN territoire t ON t.phase = m.phase AND t.territoire_id = m.territoire_id
WHERE projet_choisi(m)
  AND parmi($demandes, m.demande)
  AND parmi($anciennetes, m.anciennete)
ORDER BY m.engage DESC NULLS LAST, m.intitule, m.projet_id
