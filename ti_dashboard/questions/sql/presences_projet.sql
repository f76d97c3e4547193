-- grain: one row per arrêté where the project is known, the latest first
SELECT arrete_id, phase FROM etat_projet WHERE projet_id = $projet_id ORDER BY arrete_id DESC
