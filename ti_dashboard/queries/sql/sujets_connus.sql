-- grain: one row per arrêté × project or territory that counts nationally at it
SELECT arrete_id, projet_id AS sujet_id FROM etat_projet
WHERE phase = $phase AND est_compte AND arrete_id IN ($arrete, $compare)
UNION ALL
SELECT arrete_id, territoire_id FROM etat_territoire WHERE phase = $phase AND arrete_id IN ($arrete, $compare)
