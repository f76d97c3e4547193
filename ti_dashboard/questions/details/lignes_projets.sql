-- grain: one row per project behind a count at the arrêté, with the last line that declares it
WITH derniere AS (
    SELECT p.projet_id, p.livraison_id, p.ligne, p.cause, p.date_effet
    FROM projet p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY p.projet_id ORDER BY p.date_effet DESC, p.date_connaissance DESC, p.livraison_id DESC, p.ligne DESC
    ) = 1
),
acte AS (
    SELECT
        projet_id,
        sum(montant_eur) FILTER (type_montant = 'engage') AS engage,
        sum(montant_eur) FILTER (type_montant = 'annule') AS annule,
        count(*) FILTER (type_montant = 'engage') AS nb_engagements,
        count(*) FILTER (type_montant = 'engage' AND montant_eur IS NULL) AS nb_inconnus
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL AND categorie IN ('etat', 'operateur')
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
    GROUP BY ALL
),
touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
      AND (list_contains($operateurs, famille_id) OR ($choix = 'sans_ligne' AND len($operateurs) = 0))
),
demandeur AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND type_montant = 'demande'
      AND (len($operateurs) = 0 OR list_contains($operateurs, famille_id))
),
marque AS (
    SELECT
        p.*, a.engage, coalesce(a.nb_inconnus, 0) AS nb_inconnus, coalesce(a.nb_engagements, 0) AS nb_engagements,
        (p.est_compte AND coalesce(a.nb_engagements, 0) > 0
            AND (a.nb_inconnus > 0 OR coalesce(a.engage, 0) > coalesce(a.annule, 0))) AS est_engage,
        $attente_codes[
            len(list_filter($attente_mois, lambda m: p.date_remontee <= CAST($arrete AS DATE) - to_months(m)))
        ] AS anciennete,
        CASE
            WHEN p.projet_id IN (SELECT projet_id FROM demandeur WHERE projet_id IS NOT NULL) THEN 'demande'
            WHEN p.statut = 'en_instruction' THEN 'instruction_sans_demande'
            ELSE 'aucune'
        END AS demande
    FROM etat_projet p LEFT JOIN acte a USING (projet_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase
      AND (len($regions) = 0 OR list_contains($regions, p.code_region))
      AND (len($themes) = 0 OR list_has_any($themes, p.themes))
      AND CASE WHEN $choix = 'sans_ligne' THEN p.projet_id NOT IN (SELECT projet_id FROM touche)
          ELSE len($operateurs) = 0 OR p.projet_id IN (SELECT projet_id FROM touche) END
      AND (len($territoires) = 0 OR list_contains($territoires, p.territoire_id))
      AND (len($perimetres) = 0 OR p.territoire_id IN (
          SELECT territoire_id FROM etat_territoire
          WHERE phase = $phase AND arrete_id IN ($depuis, $jusqu_a) GROUP BY ALL HAVING count(*) = 2))
      AND (len($statuts) = 0 OR list_contains($statuts, p.statut))
      AND (len($projets) = 0 OR list_contains($projets, p.projet_id))
      AND (len($rattachements) = 0
        OR list_contains($rattachements, CASE WHEN p.territoire_id IS NULL THEN 'non_rattache' ELSE 'rattache' END))
      AND (NOT list_contains($manques, 'theme') OR len(p.themes) = 0)
)
SELECT
    d.livraison_id, d.ligne, m.projet_id, m.intitule, t.nom AS territoire, m.rattachement_dit, s.libelle AS statut, m.date_statut,
    m.date_remontee, m.engage AS montant_eur, m.nb_inconnus, d.date_effet, l.date_reception AS date_connaissance,
    d.cause, m.est_engage, m.statut IN ('en_realisation', 'realise') AS est_realise_ou_en_cours,
    CASE WHEN m.est_engage THEN 'en vigueur' WHEN m.nb_engagements = 0 THEN 'aucun'
        WHEN m.est_compte THEN 'annulé depuis' ELSE 'projet sorti' END AS engagement, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM marque m
JOIN derniere d USING (projet_id)
JOIN livraison l USING (livraison_id)
JOIN statut_projet s USING (statut)
LEFT JOIN territoire t ON t.phase = m.phase AND t.territoire_id = m.territoire_id
WHERE CASE $choix WHEN 'recenses' THEN m.est_compte WHEN 'sans_ligne' THEN m.est_compte WHEN 'engages' THEN m.est_engage
    WHEN 'sans_engagement' THEN m.est_compte AND NOT m.est_engage WHEN 'sortis' THEN NOT m.est_compte ELSE true END
  AND (len($demandes) = 0 OR list_contains($demandes, m.demande))
  AND (len($anciennetes) = 0 OR list_contains($anciennetes, m.anciennete))
ORDER BY m.engage DESC NULLS LAST, m.intitule
