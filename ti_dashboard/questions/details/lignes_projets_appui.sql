-- grain: one row per listed project of a supported territory, with the line that declares it or its last movement
-- avec: projet_suivi, parmi, connu, ordre_des_faits
WITH appui AS (
    SELECT j.territoire_id, max(j.date_effet) AS date_appui
    FROM jalon j JOIN arrete a ON a.arrete_id = $arrete
    WHERE j.phase = $phase AND j.jalon = 'appui_retenu'
      AND connu(j, a)
    GROUP BY j.territoire_id
),
retenu AS (
    SELECT p.projet_id, p.intitule, p.territoire_id, p.rattachement_dit, p.date_remontee, p.statut, a.date_appui
    FROM etat_projet p JOIN appui a USING (territoire_id)
    WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.est_compte
      AND projet_suivi(p)
      AND parmi($territoires, p.territoire_id)
),
fait AS (
    SELECT projet_id, 'Déclaration du projet' AS fait, date_effet, date_connaissance, cause, livraison_id, ligne
    FROM projet
    WHERE NOT list_contains($moments, 'bouge')
    UNION ALL
    SELECT s.projet_id, 'Statut : ' || t.libelle, s.date_effet, s.date_connaissance, s.cause, s.livraison_id, s.ligne
    FROM projet_statut s JOIN statut_projet t USING (statut)
    WHERE list_contains($moments, 'bouge')
    UNION ALL
    SELECT f.projet_id, m.libelle, f.date_effet, f.date_connaissance, f.cause, f.livraison_id, f.ligne
    FROM flux f JOIN type_montant m USING (type_montant)
    WHERE list_contains($moments, 'bouge') AND f.type_montant IN ('engage', 'conventionne', 'paye')
)
SELECT
    f.livraison_id, f.ligne, r.projet_id, r.intitule, r.territoire_id, t.nom AS territoire, r.rattachement_dit, s.libelle AS statut,
    r.date_remontee, r.date_appui, f.fait, f.date_effet, f.date_connaissance, f.cause, l.emetteur, l.fichier,
    l.feuille, l.date_reception, l.sha256
FROM retenu r
JOIN fait f USING (projet_id)
JOIN arrete a ON a.arrete_id = $arrete
JOIN livraison l USING (livraison_id)
JOIN statut_projet s USING (statut)
JOIN territoire t ON t.phase = $phase AND t.territoire_id = r.territoire_id
WHERE connu(f, a)
  AND CASE WHEN list_contains($moments, 'bouge') THEN f.date_effet > r.date_appui
      ELSE r.date_remontee <= r.date_appui END
QUALIFY row_number() OVER (
    PARTITION BY r.projet_id ORDER BY ordre_des_faits(f) DESC
) = 1
ORDER BY t.nom COLLATE fr, r.intitule, r.projet_id
