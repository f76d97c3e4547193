-- grain: one row per application behind a count at the arrêté, with the line that gives its state; follows places
-- avec: dossier_suivi, parmi
WITH dossier AS (
    SELECT
        c.*, s.libelle AS statut_dit, s.rang AS statut_rang, s.est_deposee, s.est_traitee, r.nom AS region,
        len(c.membres) AS nb_membres
    FROM etat_candidature c
    JOIN statut_candidature s USING (statut)
    LEFT JOIN region r USING (code_region)
    WHERE c.arrete_id = $arrete AND c.phase = $phase
),
membre AS (
    SELECT numero_dossier, unnest(membres) AS siren FROM dossier WHERE est_deposee AND statut <> 'sans_suite'
),
-- A member of two files that are both deposited and not withdrawn.
partage AS (
    SELECT m.numero_dossier, string_agg(DISTINCT coalesce(g.nom, m.siren), ', ' ORDER BY coalesce(g.nom, m.siren)) AS membres_partages
    FROM membre m LEFT JOIN groupement g USING (siren)
    WHERE m.siren IN (SELECT siren FROM membre GROUP BY siren HAVING count(DISTINCT numero_dossier) > 1)
    GROUP BY ALL
)
SELECT
    d.livraison_id, d.ligne, d.numero_dossier, d.intitule, d.code_region, d.region, d.territoire_id, d.statut,
    d.statut_dit, d.statut_rang, d.est_deposee, d.est_traitee, d.avis_prefet, d.avis_region, d.decision, d.a_binome,
    d.membres, d.nb_membres, p.membres_partages, d.date_depot, d.date_instruction, d.date_traitement,
    p.numero_dossier IS NOT NULL AS est_partage,
    d.date_effet, e.date_connaissance, e.cause, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM dossier d
JOIN candidature e USING (livraison_id, ligne)
JOIN livraison l USING (livraison_id)
LEFT JOIN partage p ON p.numero_dossier = d.numero_dossier
WHERE dossier_suivi(d)
  AND parmi($dossiers, d.numero_dossier)
  AND parmi($statuts_dossier, d.statut)
  AND parmi($decisions, coalesce(d.decision, 'aucune'))
  AND parmi($avis_prefet, coalesce(d.avis_prefet, 'inconnu'))
  AND parmi($avis_region, coalesce(d.avis_region, 'inconnu'))
ORDER BY d.statut_rang, d.region COLLATE fr, d.intitule COLLATE fr, d.numero_dossier
