-- rule: present_aux_deux(ligne): no constant perimeter is asked for, or the row's territory was there at both arrêtés
len($perimetres) = 0 OR ligne.territoire_id IN (
    SELECT territoire_id FROM etat_territoire
    WHERE phase = $phase AND arrete_id IN ($depuis, $jusqu_a) GROUP BY ALL HAVING count(*) = 2)
