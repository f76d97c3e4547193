-- rule: parmi(choisis, valeur): nothing is chosen, or this value is among what is
len(choisis) = 0 OR list_contains(choisis, valeur)
