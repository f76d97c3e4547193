-- rule: cause_du_fait(fait): of a fact and what it explains; nothing new means that only the perimeter moved
-- avec: est_nouveau
CASE WHEN coalesce(est_nouveau(fait), false) = false THEN 'perimetre' WHEN fait.cause = 'correction' THEN 'correction'
    WHEN fait.date_effet <= $anterieur THEN 'connu_tardivement' ELSE 'progres_reel' END
