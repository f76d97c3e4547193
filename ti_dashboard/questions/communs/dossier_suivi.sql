-- rule: dossier_suivi(dossier): an application of a place that the shared filters keep, by its lead region, its members
-- avec: region_suivie
region_suivie(dossier) AND (len($departements) = 0 OR list_has_any($departements, dossier.membres))
