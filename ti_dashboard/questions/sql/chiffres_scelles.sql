-- grain: one row per figure sealed at an arrêté, on the perimeters asked
SELECT indicateur_id, perimetre, version, valeur, connus, inconnus, denominateur
FROM chiffre_scelle
WHERE arrete_id = $arrete AND phase = $phase AND perimetre IN (SELECT unnest($perimetres))
