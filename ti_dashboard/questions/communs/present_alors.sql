-- grain: one row per territory of the phase at both arrêtés, $arrete and $anterieur: the constant perimeter
SELECT territoire_id FROM etat_territoire
WHERE phase = $phase AND arrete_id IN ($arrete, $anterieur) GROUP BY ALL HAVING count(*) = 2
