-- grain: one row per project that entered or left a count between two arrêtés; follows every filter
-- avec: projet_compte
SELECT projet_id, max(arrete_id) = $arrete AS est_entre FROM projet_compte
WHERE $choix <> 'engages' OR est_engage
GROUP BY projet_id HAVING count(*) = 1
ORDER BY projet_id
