-- grain: one row per territory of the phase that is in the programme on a day, by what is known today
-- avec: ordre_des_faits
SELECT territoire_id FROM perimetre WHERE phase = $phase AND date_effet <= $jour GROUP BY territoire_id
HAVING arg_max(mouvement, ordre_des_faits(perimetre)) = 'entree'
