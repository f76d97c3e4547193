-- grain: one row per member of phase I or of a deposited application at the arrêté: kept, entering or leaving
-- avec: region_suivie, parmi, connu, ordre_des_faits
-- A member follows the lead region of its territory of phase I, or else of its application, as territories do
-- elsewhere, and the département where it is.
WITH entree AS (
    SELECT p.* FROM perimetre p JOIN arrete a ON a.arrete_id = $arrete
    WHERE p.phase = 1 AND connu(p, a)
    QUALIFY row_number() OVER (
        PARTITION BY p.territoire_id
        ORDER BY ordre_des_faits(p) DESC
    ) = 1
),
ancien AS (
    SELECT g.siren, g.nom, e.code_region, t.territoire_id, t.nom AS territoire, p.livraison_id, p.ligne
    FROM territoire_groupement g
    JOIN etat_territoire e ON e.arrete_id = $arrete AND e.phase = 1 AND e.territoire_id = g.territoire_id
    JOIN territoire t ON t.phase = 1 AND t.territoire_id = g.territoire_id
    LEFT JOIN entree p ON p.territoire_id = g.territoire_id
    WHERE g.phase = 1
),
candidat AS (
    SELECT
        siren, min(c.numero_dossier) AS numero_dossier, any_value(c.code_region ORDER BY c.numero_dossier) AS code_region,
        any_value(c.intitule ORDER BY c.numero_dossier) AS intitule,
        any_value(c.livraison_id ORDER BY c.numero_dossier) AS livraison_id,
        any_value(c.ligne ORDER BY c.numero_dossier) AS ligne
    FROM etat_candidature c
    JOIN statut_candidature s USING (statut), unnest(c.membres) AS u(siren)
    WHERE c.arrete_id = $arrete AND c.phase = 2 AND s.est_deposee
    GROUP BY siren
),
membre AS (
    SELECT
        siren, coalesce(a.nom, g.nom, n.nom, 'SIREN inconnu du référentiel') AS nom,
        coalesce(a.code_region, c.code_region) AS code_region,
        a.territoire_id, a.territoire, c.numero_dossier, c.intitule,
        -- No line says that a member leaves: the one that put its territory in phase I stands for it, without its date.
        coalesce(c.livraison_id, a.livraison_id) AS livraison_id, coalesce(c.ligne, a.ligne) AS ligne,
        CASE WHEN c.siren IS NULL THEN 'sortant' WHEN a.siren IS NULL THEN 'entrant' ELSE 'maintenu' END AS mouvement
    FROM ancien a
    FULL JOIN candidat c USING (siren)
    LEFT JOIN groupement g USING (siren)
    LEFT JOIN territoire_groupement n ON n.phase = 2 AND n.siren = coalesce(a.siren, c.siren)
)
SELECT
    m.livraison_id, m.ligne, m.siren, m.nom, m.code_region, r.nom AS region, m.territoire_id, m.territoire,
    m.numero_dossier, m.intitule, m.mouvement,
    e.date_effet, e.date_connaissance, e.cause, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM membre m
LEFT JOIN region r USING (code_region)
LEFT JOIN candidature e USING (livraison_id, ligne)
LEFT JOIN livraison l USING (livraison_id)
-- Nobody has left before anybody could come again.
WHERE EXISTS (SELECT * FROM candidat)
  AND region_suivie(m)
  AND parmi($departements, m.siren)
  AND parmi($territoires, m.territoire_id)
  AND CASE $volet WHEN 'recandidats' THEN m.mouvement = 'maintenu' WHEN 'tous' THEN true ELSE m.mouvement = $volet END
ORDER BY m.territoire COLLATE fr NULLS LAST, m.nom COLLATE fr, m.siren, m.territoire_id
