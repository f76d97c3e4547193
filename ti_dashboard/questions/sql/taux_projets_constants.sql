-- grain: one row per arrêté ($arrete, $anterieur): projects of the territories of both, and those that have an engagement
-- avec: projet_compte, present_aux_deux
SELECT arrete_id, count(*) FILTER (est_engage) AS haut, count(*) AS bas
FROM projet_compte
WHERE present_aux_deux(projet_compte)
GROUP BY arrete_id
ORDER BY arrete_id
