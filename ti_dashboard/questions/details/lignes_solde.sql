-- grain: one row per territory of either phase at the arrêté, +1 in phase II and −1 in phase I; follows places
-- avec: lieu_suivi, connu, ordre_des_faits, regions_couvertes
WITH entree AS (
    SELECT p.* FROM perimetre p JOIN arrete a ON a.arrete_id = $arrete
    WHERE connu(p, a)
    QUALIFY row_number() OVER (
        PARTITION BY p.phase, p.territoire_id
        ORDER BY ordre_des_faits(p) DESC
    ) = 1
)
SELECT
    p.livraison_id, p.ligne, e.phase, e.territoire_id, t.nom AS territoire,
    coalesce(regions_couvertes(e), r.nom) AS regions,
    CASE WHEN p.ligne IS NOT NULL THEN dire_rattachement(e.territoire_id, p.rattachement, p.lieu_dit) END
        AS rattachement_dit,
    CASE e.phase WHEN 2 THEN 1 ELSE -1 END AS compte,
    p.date_effet, p.date_connaissance, p.cause, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_territoire e
JOIN territoire t USING (phase, territoire_id)
JOIN region r ON r.code_region = e.code_region
LEFT JOIN entree p USING (phase, territoire_id)
LEFT JOIN livraison l USING (livraison_id)
WHERE e.arrete_id = $arrete AND lieu_suivi(e)
ORDER BY e.phase DESC, r.nom COLLATE fr, t.nom COLLATE fr, e.territoire_id
