-- grain: one row per fact known at the arrêté of an application or of one that shares a member, with what it then is
WITH sujet AS (
    SELECT unnest($sujets) AS numero_dossier
),
fait AS (
    SELECT c.*, s.libelle, s.est_deposee, s.est_deposee AND c.statut <> 'sans_suite' AS est_en_lice,
        row_number() OVER (ORDER BY c.date_effet, c.date_connaissance, c.livraison_id, c.ligne) AS rang
    FROM candidature c JOIN arrete a ON a.arrete_id = $arrete JOIN statut_candidature s USING (statut)
    WHERE c.phase = $phase AND c.date_connaissance <= a.date_cloture AND c.date_effet <= a.arrete_id
),
etape AS (
    SELECT *,
        coalesce(lead(rang) OVER w, (SELECT max(rang) + 1 FROM fait)) AS rang_suivant,
        CASE WHEN lag(rang) OVER w IS NOT NULL THEN concat_ws(', ',
            CASE WHEN avis_region IS DISTINCT FROM lag(avis_region) OVER w THEN 'avis de la région' END,
            CASE WHEN decision IS DISTINCT FROM lag(decision) OVER w THEN 'décision' END,
            CASE WHEN a_binome IS DISTINCT FROM lag(a_binome) OVER w THEN 'binôme' END,
            CASE WHEN membres IS DISTINCT FROM lag(membres) OVER w THEN 'membres' END) END AS appris
    FROM fait
    WINDOW w AS (PARTITION BY numero_dossier ORDER BY rang)
),
-- What happens to another file with the same member can put this one among those that share one.
voisin AS (
    SELECT DISTINCT f.numero_dossier, v.numero_dossier AS autre
    FROM fait f SEMI JOIN sujet USING (numero_dossier)
    JOIN fait v ON v.numero_dossier = f.numero_dossier OR list_has_any(v.membres, f.membres)
),
partage AS (
    SELECT w.numero_dossier, m.rang,
        bool_or(w.autre <> w.numero_dossier AND e.est_en_lice AND v.est_en_lice AND list_has_any(e.membres, v.membres))
            AS est_partage
    FROM voisin x
    JOIN etape m ON m.numero_dossier = x.autre
    JOIN voisin w ON w.numero_dossier = x.numero_dossier
    JOIN etape e ON e.numero_dossier = x.numero_dossier AND m.rang >= e.rang AND m.rang < e.rang_suivant
    JOIN etape v ON v.numero_dossier = w.autre AND m.rang >= v.rang AND m.rang < v.rang_suivant
    GROUP BY ALL
)
SELECT
    p.numero_dossier, 'candidature' AS genre,
    CASE WHEN m.numero_dossier <> p.numero_dossier THEN 'Dossier ' || m.numero_dossier || ' : ' ELSE 'État : ' END
        || m.libelle || CASE WHEN m.appris <> '' THEN ' (dit : ' || m.appris || ')' ELSE '' END AS fait,
    e.statut, e.est_deposee, e.decision, e.avis_prefet, e.avis_region, e.a_binome, len(e.membres) AS nb_membres,
    p.est_partage, m.date_effet, m.date_connaissance, m.cause, m.livraison_id, m.ligne,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM partage p
JOIN etape m ON m.rang = p.rang
JOIN etape e ON e.numero_dossier = p.numero_dossier AND p.rang >= e.rang AND p.rang < e.rang_suivant
JOIN livraison l ON l.livraison_id = m.livraison_id
ORDER BY p.numero_dossier, p.rang
