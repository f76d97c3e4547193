-- rule: sans_operateur(): no operator is chosen
len($operateurs) = 0
