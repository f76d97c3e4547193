-- grain: one row per indicator said at an arrêté, with the version its definition then had and when it was frozen here
SELECT s.indicateur_id, max(s.version) AS version, any_value(a.arrete_le) AS arrete_le
FROM sceau_chiffre s LEFT JOIN arrete a USING (arrete_id)
WHERE s.arrete_id = $arrete AND s.phase = $phase
GROUP BY s.indicateur_id
