-- grain: one row per file of the publication, and whether an arrêté could know it
SELECT l.sha256, bool_or(l.date_connaissance <= a.date_cloture) AS est_connue
FROM livraison l CROSS JOIN arrete a
WHERE a.arrete_id = $arrete
GROUP BY l.sha256
ORDER BY l.sha256
