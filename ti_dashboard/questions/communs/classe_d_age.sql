-- rule: classe_d_age(codes, bornes, debut): the last class of age whose lower bound in months is reached at the arrêté
codes[len(list_filter(bornes, lambda mois: debut <= CAST($arrete AS DATE) - to_months(mois)))]
