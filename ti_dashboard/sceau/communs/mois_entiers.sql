-- rule: mois_entiers(debut, fin): the whole months of an age: classes of age are made of them
date_diff('month', debut, fin) - CASE WHEN day(debut) > day(fin) THEN 1 ELSE 0 END
