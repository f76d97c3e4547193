-- grain: one row per file that an arrêté could know
SELECT DISTINCT l.sha256
FROM arrete a JOIN livraison l ON l.date_connaissance <= a.date_cloture
WHERE a.arrete_id = $arrete
ORDER BY l.sha256
