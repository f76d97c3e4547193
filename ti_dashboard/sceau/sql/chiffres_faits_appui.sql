-- grain: one row per counted project of a territory once supported: listed before, moved since
-- avec: connu
WITH appui AS (
    SELECT p.arrete_id, p.phase, p.date_cloture, j.territoire_id, max(j.date_effet) AS date_appui
    FROM presences p
    JOIN jalon j ON j.phase = p.phase AND connu(j, p)
    WHERE j.jalon = 'appui_retenu'
    GROUP BY ALL
),
mouvement AS (
    SELECT projet_id, date_effet, date_connaissance FROM projet_statut
    UNION ALL
    SELECT projet_id, date_effet, date_connaissance FROM flux
    WHERE type_montant IN ('engage', 'conventionne', 'paye')
)
SELECT
    e.arrete_id, e.phase, e.territoire_id, e.code_region, e.themes, true AS est_entier,
    coalesce(t.familles, []) AS familles, e.date_remontee <= a.date_appui AS est_avant,
    EXISTS (
        SELECT * FROM mouvement m
        WHERE m.projet_id = e.projet_id AND m.date_effet > a.date_appui AND connu(m, a)
    ) AS est_bouge
FROM appui a
JOIN etat_projet e USING (arrete_id, phase, territoire_id)
LEFT JOIN touches t USING (arrete_id, phase, projet_id)
WHERE e.est_compte
