-- grain: one row per arrêté × phase × indicator × perimeter where something is behind the figure
WITH complet AS (
    SELECT NULL::DATE AS arrete_id, NULL::TINYINT AS phase, NULL::VARCHAR AS indicateur_id, NULL::VARCHAR AS perimetre,
        NULL::BIGINT AS nb_sujets, NULL::BIGINT AS nb_inconnus, NULL::DECIMAL(38, 2) AS total,
        NULL::DECIMAL(38, 2) AS mediane, NULL::DECIMAL(38, 2) AS haut, NULL::DECIMAL(38, 2) AS bas,
        NULL::BIGINT AS ensemble
    WHERE false
    UNION ALL BY NAME
    SELECT * FROM mesures
),
suivi AS (
    SELECT m.*, i.version, i.agregat, i.a_denominateur, coalesce(m.nb_inconnus, 0) AS inconnus
    FROM complet m JOIN indicateurs i USING (indicateur_id)
    WHERE list_contains(i.perimetres, regexp_replace(m.perimetre, ':[^~]*', '', 'g'))
      AND NOT list_contains(i.familles_sans_objet, split_part(m.perimetre, 'operateur:', 2))
),
entier AS (
    -- Both halves of a rate as whole hundredths: its ten digits are then an exact division, rounded half up.
    SELECT *, (abs(haut) * 100)::HUGEINT AS numerateur, (bas * 100)::HUGEINT AS diviseur FROM suivi
),
valeur AS (
    SELECT
        *,
        CASE agregat
            WHEN 'compte' THEN nb_sujets::DECIMAL(28, 10)
            WHEN 'somme' THEN total::DECIMAL(28, 10)
            WHEN 'mediane' THEN mediane::DECIMAL(28, 10)
            ELSE CASE WHEN bas > 0 THEN (
                sign(haut) * ((2 * numerateur * 10000000000 + diviseur) // (2 * diviseur))::DECIMAL(27, 0)
                * 0.0000000001::DECIMAL(11, 10)
            )::DECIMAL(28, 10) END
        END AS valeur
    FROM entier
)
SELECT
    arrete_id, phase, indicateur_id, version, perimetre, valeur,
    (nb_sujets - inconnus)::INTEGER AS connus, inconnus::INTEGER AS inconnus,
    CASE WHEN agregat IN ('rapport', 'taux') THEN bas WHEN a_denominateur THEN ensemble END::DECIMAL(28, 10)
        AS denominateur
FROM valeur
-- No row behind is a known zero, or nothing to divide: an absent cell says it.
WHERE nb_sujets > 0 OR valeur IS DISTINCT FROM CASE WHEN agregat IN ('compte', 'somme') THEN 0 END
ORDER BY arrete_id, phase, indicateur_id, perimetre
