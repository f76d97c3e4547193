-- grain: one row per sender × kind of delivery expected or received for an arrêté
WITH borne AS (
    SELECT
        a.date_cloture AS fin,
        coalesce((SELECT max(date_cloture) FROM arrete WHERE date_cloture < a.date_cloture), DATE '1900-01-01') AS debut,
        (SELECT min(date_cloture) FROM arrete WHERE date_cloture > a.date_cloture) AS suivante
    FROM arrete a WHERE a.arrete_id = $arrete
),
recue AS (
    SELECT
        l.emetteur, l.nature,
        CASE WHEN l.date_connaissance > b.fin THEN 'apres' WHEN l.date_connaissance > b.debut THEN 'pendant'
            ELSE 'avant' END AS moment,
        l.*
    FROM livraison l CROSS JOIN borne b
    -- What came after the closing of an earlier committee was for the next one.
    WHERE b.suivante IS NULL OR l.date_connaissance <= b.fin
),
-- A lead region of the programme that never delivered anything owes what every region does.
muette AS (
    SELECT DISTINCT 'Région ' || r.nom AS emetteur, unnest($dues) AS nature
    FROM etat_territoire e JOIN region r USING (code_region) CROSS JOIN borne b
    WHERE e.arrete_id = $arrete AND NOT EXISTS (
        SELECT 1 FROM livraison l
        WHERE l.date_connaissance <= b.fin AND contains(strip_accents(lower(l.emetteur)), strip_accents(lower(r.nom))))
),
precedente AS (
    SELECT emetteur, nature, true AS est_muette FROM muette
    UNION ALL SELECT DISTINCT l.emetteur, l.nature, false
    FROM livraison l CROSS JOIN borne b
    WHERE l.date_connaissance <= b.debut
      AND l.date_connaissance > coalesce(
          (SELECT max(date_cloture) FROM arrete WHERE date_cloture < b.debut), DATE '1900-01-01')
),
attendue AS (
    SELECT
        coalesce(r.emetteur, p.emetteur) AS emetteur,
        coalesce(r.nature, p.nature) AS nature,
        -- At the first arrêté nobody had delivered before: everybody is expected.
        p.emetteur IS NOT NULL OR (SELECT debut = DATE '1900-01-01' FROM borne) AS est_attendue,
        CASE
            WHEN count(*) FILTER (r.moment = 'pendant') > 0 THEN 'recue'
            WHEN count(*) FILTER (r.moment = 'apres') > 0 THEN 'apres_cloture'
            WHEN bool_or(p.est_muette) THEN 'jamais'
            ELSE 'non_recue'
        END AS etat,
        max(r.date_reception) FILTER (r.moment <> 'avant') AS derniere_reception,
        coalesce(sum(r.nb_lignes) FILTER (r.moment = 'pendant'), 0) AS nb_lignes,
        coalesce(sum(r.nb_rejets) FILTER (r.moment = 'pendant'), 0) AS nb_rejets,
        sum(r.total_controle) FILTER (r.moment = 'pendant' AND r.total_controle IS NOT NULL) AS total_controle,
        sum(r.total_lu) FILTER (r.moment = 'pendant' AND r.total_controle IS NOT NULL) AS total_lu,
        sum(r.total_lu - r.total_controle) FILTER (r.moment = 'pendant') AS ecart_controle
    FROM (SELECT * FROM recue WHERE moment <> 'avant') r
    FULL JOIN precedente p ON p.emetteur = r.emetteur AND p.nature = r.nature
    GROUP BY ALL
)
SELECT * FROM attendue ORDER BY etat = 'recue', emetteur COLLATE fr, emetteur, nature, est_attendue
