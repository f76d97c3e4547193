-- grain: one row per territory: the last entry in or exit from the programme known at the arrêté
SELECT p.territoire_id, p.mouvement, p.date_effet, p.date_connaissance, p.cause, p.livraison_id, p.ligne
FROM perimetre p
JOIN arrete a ON a.arrete_id = $arrete
WHERE p.phase = $phase AND p.date_connaissance <= a.date_cloture AND p.date_effet <= a.arrete_id
QUALIFY row_number() OVER (
    PARTITION BY p.territoire_id
    ORDER BY p.date_effet DESC, p.date_connaissance DESC, p.livraison_id DESC, p.ligne DESC
) = 1
