-- grain: one row per indicator said at an arrêté, with the version its definition then had
SELECT indicateur_id, max(version) AS version
FROM sceau_chiffre
WHERE arrete_id = $arrete AND phase = $phase
GROUP BY indicateur_id
