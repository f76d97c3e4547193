-- grain: one row per fact known at the arrêté of an application or of one (auteur) that once shared a member with it
-- avec: connu, ordre_des_faits
WITH sujet AS (
    SELECT unnest($sujets) AS numero_dossier
),
fait AS (
    SELECT c.*, s.libelle, s.est_deposee, s.est_deposee AND c.statut <> 'sans_suite' AS est_en_lice,
        row_number() OVER w = 1 AS est_premier,
        concat_ws(', ',
            CASE WHEN avis_region IS DISTINCT FROM lag(avis_region) OVER w THEN 'avis de la région' END,
            CASE WHEN decision IS DISTINCT FROM lag(decision) OVER w THEN 'décision' END,
            CASE WHEN a_binome IS DISTINCT FROM lag(a_binome) OVER w THEN 'binôme' END,
            CASE WHEN membres IS DISTINCT FROM lag(membres) OVER w THEN 'membres' END) AS appris
    FROM candidature c JOIN arrete a ON a.arrete_id = $arrete JOIN statut_candidature s USING (statut)
    WHERE c.phase = $phase AND connu(c, a)
    WINDOW w AS (PARTITION BY numero_dossier ORDER BY ordre_des_faits(c))
),
voisin AS (
    SELECT DISTINCT f.numero_dossier, v.numero_dossier AS auteur
    FROM fait f SEMI JOIN sujet USING (numero_dossier)
    JOIN fait v ON v.numero_dossier = f.numero_dossier OR list_has_any(v.membres, f.membres)
)
SELECT
    v.numero_dossier, v.auteur, 'candidature' AS genre,
    CASE WHEN v.auteur <> v.numero_dossier THEN 'Dossier ' || v.auteur || ' : ' ELSE 'État : ' END || f.libelle
        || CASE WHEN f.est_premier OR f.appris = '' THEN '' ELSE ' (nouveau : ' || f.appris || ')' END AS fait,
    f.statut, f.est_deposee, f.est_en_lice, f.decision, f.avis_prefet, f.avis_region, f.a_binome, f.membres,
    len(f.membres) AS nb_membres, f.date_effet, f.date_connaissance, f.cause, f.livraison_id, f.ligne,
    l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM voisin v
JOIN fait f ON f.numero_dossier = v.auteur
JOIN livraison l USING (livraison_id)
ORDER BY v.numero_dossier, ordre_des_faits(f)
