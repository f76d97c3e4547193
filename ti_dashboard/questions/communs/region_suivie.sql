-- rule: region_suivie(ligne): a row of a region that the shared filter keeps; a territory is of the one that leads it
-- avec: parmi
parmi($regions, ligne.code_region)
