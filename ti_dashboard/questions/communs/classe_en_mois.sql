-- rule: classe_en_mois(codes, bornes, age): the last class of age whose lower bound is reached after so many whole months
codes[len(list_filter(bornes, lambda mois: mois <= age))]
