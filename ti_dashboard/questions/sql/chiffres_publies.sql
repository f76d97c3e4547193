-- grain: one row per published figure set beside an indicator at this arrêté and phase
SELECT r.indicateur_id, r.est_comparable, c.valeur, c.unite, c.qualificatif, c.denominateur, c.source
FROM rapprochement r
JOIN chiffre_publie c USING (chiffre_id)
WHERE r.date_arrete = $arrete AND r.phase = $phase
ORDER BY r.indicateur_id, c.date_arrete, c.chiffre_id
