-- grain: one row per kind of reference data a figure rests on, with its vintage at the arrêté
SELECT objet, libelle FROM millesime ORDER BY objet
