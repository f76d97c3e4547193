-- rule: lieu_suivi(ligne): a row of a place that the shared filters keep; the place of an unattached row is unknown
-- avec: region_suivie
-- The only text that says which places are kept: a shared filter of place (a département) is added here, as the region
-- is, about a row of any question that has code_region and territoire_id; and declared among the filters in Python,
-- which bind it for every question that comes here. A territory over several places counts in the one that leads it.
region_suivie(ligne)
