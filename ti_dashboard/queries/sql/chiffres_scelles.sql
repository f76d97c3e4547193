-- grain: one row per indicator said at an arrêté and perimeter asked, with its sealed figure if something was behind it
WITH dit AS (
    SELECT indicateur_id, max(version) AS version FROM sceau_chiffre
    WHERE arrete_id = $arrete AND phase = $phase
    GROUP BY ALL
)
SELECT d.indicateur_id, d.version, p.perimetre, c.valeur, c.connus, c.inconnus, c.denominateur
FROM dit d
CROSS JOIN (SELECT unnest($perimetres) AS perimetre) p
LEFT JOIN chiffre_scelle c
    ON c.arrete_id = $arrete AND c.phase = $phase AND c.indicateur_id = d.indicateur_id AND c.perimetre = p.perimetre
