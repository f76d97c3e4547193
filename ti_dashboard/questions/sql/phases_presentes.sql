-- grain: one row per arrêté and phase that has territories there
SELECT DISTINCT arrete_id, phase FROM etat_territoire ORDER BY arrete_id, phase
