-- grain: one row per project, or act without project, of the phase, with the territory its sender says today, if any
-- avec: ordre_des_faits, present_ce_jour
WITH sujet AS (
    SELECT
        p.projet_id, NULL AS operateur_id, NULL AS reference, p.intitule, p.territoire_id, p.rattachement, p.lieu_dit,
        p.livraison_id
    FROM projet p
    WHERE p.phase = $phase
    QUALIFY row_number() OVER (
        PARTITION BY p.projet_id ORDER BY ordre_des_faits(p) DESC
    ) = 1
    UNION ALL
    SELECT
        NULL, f.operateur_id, f.reference, o.nom || ', ' || f.reference, f.territoire_id, f.rattachement, f.lieu_dit,
        f.livraison_id
    FROM flux f JOIN operateur o USING (operateur_id)
    WHERE f.phase = $phase AND f.projet_id IS NULL
    QUALIFY row_number() OVER (
        PARTITION BY f.operateur_id, f.reference ORDER BY f.date_connaissance DESC, f.livraison_id DESC, f.ligne DESC
    ) = 1
),
-- As when states are frozen: a place lies in the programme once its territory does, the code of a territory is believed.
situe AS (
    SELECT *, territoire_id IS NOT NULL AND coalesce(rattachement, 'territoire') <> 'territoire'
        AND territoire_id NOT IN (SELECT territoire_id FROM present_ce_jour) AS est_hors
    FROM sujet
)
SELECT
    s.projet_id, s.operateur_id, s.reference, s.intitule, t.territoire_id, t.nom AS territoire,
    CASE WHEN s.est_hors THEN s.lieu_dit || ' : dans un territoire qui n''est pas du programme à cette date'
        ELSE s.lieu_dit END AS lieu_dit,
    s.livraison_id
FROM situe s
LEFT JOIN territoire t ON t.phase = $phase AND t.territoire_id = s.territoire_id AND NOT s.est_hors
