-- grain: one row per arrêté × phase × matter that deliveries received by its closing tell
SELECT arrete_id, phase, matiere FROM cumul_matiere ORDER BY ALL
