-- grain: one row, or none when unknown: what a reader calls the code of one dimension
SELECT libelle FROM (
    SELECT 'instrument' AS dimension, instrument_id AS code, libelle FROM instrument
    UNION ALL SELECT 'nature', nature_aide, libelle FROM nature_aide
    UNION ALL SELECT 'statut', statut, libelle FROM statut_projet
    UNION ALL SELECT 'etat', jalon, libelle FROM type_jalon
    UNION ALL SELECT 'territoire', territoire_id, nom FROM territoire WHERE phase = $phase
    UNION ALL SELECT 'projet', projet_id, intitule FROM etat_projet WHERE arrete_id = $arrete
)
WHERE dimension = $dimension AND code = $code
