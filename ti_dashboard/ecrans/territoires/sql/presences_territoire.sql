-- grain: one row per arrêté and phase where the territory is in the programme, the latest first
SELECT arrete_id, phase FROM etat_territoire WHERE territoire_id = $territoire_id ORDER BY arrete_id DESC, phase DESC
