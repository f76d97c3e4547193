-- rule: lieu_suivi(ligne): a row of a place that the shared filters keep; the place of an unattached row is unknown
-- avec: region_suivie
-- The text that says which places are kept, about a row of any question that has arrete_id, phase, territoire_id and
-- code_region. A territory counts in the region that leads it, and in each département that has one of its members at
-- the arrêté of the row: the value bound is the SIREN of those who are there.
region_suivie(ligne)
    AND (len($departements) = 0 OR ligne.territoire_id IN (
        SELECT membre.territoire_id FROM fige_territoire_groupement membre
        WHERE membre.arrete_id = ligne.arrete_id AND membre.phase = ligne.phase
          AND list_contains($departements, membre.siren)))
