-- grain: one row per supported territory or followed post at the arrêté; money and projects follow theme and operateur
-- avec: themes_suivis, operateur_suivi, projet_touche, etat_ou_operateur, connu, ordre_des_faits, derniere_nouvelle
WITH appui AS (
    SELECT j.territoire_id, j.jalon, j.date_effet AS date_appui
    FROM jalon j JOIN type_jalon y USING (jalon) JOIN arrete a ON a.arrete_id = $arrete
    WHERE j.phase = $phase AND y.famille = 'appui'
      AND connu(j, a)
    QUALIFY row_number() OVER (
        PARTITION BY j.territoire_id, j.jalon
        ORDER BY ordre_des_faits(j) DESC
    ) = 1
),
dates AS (
    SELECT territoire_id, max(date_appui) FILTER (jalon = 'appui_retenu') AS date_appui,
        max(date_appui) FILTER (jalon = 'appui_termine') AS date_fin_appui
    FROM appui GROUP BY territoire_id
),
bouge AS (
    SELECT DISTINCT p.projet_id
    FROM etat_projet p
    JOIN dates d USING (territoire_id)
    JOIN (
        SELECT projet_id, date_effet, date_connaissance FROM projet_statut
        UNION ALL
        SELECT projet_id, date_effet, date_connaissance FROM flux
        WHERE type_montant IN ('engage', 'conventionne', 'paye') AND projet_id IS NOT NULL
    ) f USING (projet_id)
    JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.arrete_id = $arrete AND p.phase = $phase AND f.date_effet > d.date_appui
      AND connu(f, a)
),
projets AS (
    SELECT
        p.territoire_id, count(*) AS nb_projets,
        count(*) FILTER (p.date_remontee <= d.date_appui) AS nb_projets_avant,
        count(*) FILTER (p.projet_id IN (SELECT projet_id FROM bouge)) AS nb_projets_bouge
    FROM etat_projet p LEFT JOIN dates d USING (territoire_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.est_compte AND p.territoire_id IS NOT NULL
      AND themes_suivis(p)
      AND projet_touche(p)
    GROUP BY p.territoire_id
),
montants AS (
    SELECT territoire_id, sum(montant_eur) AS montant_engage, count(*) FILTER (montant_eur IS NULL) AS nb_inconnus
    FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND territoire_id IS NOT NULL
      AND type_montant = 'engage' AND etat_ou_operateur(etat_flux)
      AND themes_suivis(etat_flux)
      AND operateur_suivi(etat_flux)
    GROUP BY territoire_id
)
SELECT
    s.territoire_id, s.territoire, s.code_region, s.region, s.regions, s.est_appuye, s.poste_id, s.etat_poste,
    s.date_effet AS date_poste, s.date_fin_financement, s.nb_jours_restants, s.taux_cofinancement,
    d.date_appui, d.date_fin_appui,
    CASE WHEN s.est_appuye THEN 'en cours' WHEN d.date_fin_appui IS NOT NULL THEN 'terminé' ELSE 'inconnu' END AS appui,
    CASE WHEN d.date_appui IS NULL THEN NULL ELSE coalesce(p.nb_projets_avant, 0) END AS nb_projets_avant,
    coalesce(p.nb_projets, 0) AS nb_projets,
    CASE WHEN d.date_appui IS NULL THEN NULL ELSE coalesce(p.nb_projets_bouge, 0) END AS nb_projets_bouge,
    CASE WHEN m.territoire_id IS NULL THEN 0 ELSE m.montant_engage END AS montant_engage,
    coalesce(m.nb_inconnus, 0) AS nb_inconnus,
    date_diff('day', n.date_nouvelle, CAST($arrete AS DATE)) AS nb_jours_sans_nouvelle
FROM lignes s
LEFT JOIN dates d USING (territoire_id)
LEFT JOIN projets p USING (territoire_id)
LEFT JOIN montants m USING (territoire_id)
LEFT JOIN derniere_nouvelle n USING (territoire_id)
ORDER BY s.est_appuye DESC, s.region COLLATE fr, s.territoire COLLATE fr, s.territoire_id, s.poste_id
