-- grain: one row per arrêté ($arrete, $anterieur): projects of the territories of both, and those that have an engagement
-- avec: projet_compte, present_alors
SELECT arrete_id, count(*) FILTER (est_engage) AS haut, count(*) AS bas
FROM projet_compte SEMI JOIN present_alors USING (territoire_id)
GROUP BY arrete_id
ORDER BY arrete_id
