-- grain: one row per known contradiction of the published figures
SELECT contradiction_id, constat, traitement FROM contradiction
ORDER BY CAST(substr(contradiction_id, 2) AS INTEGER), contradiction_id
