-- rule: operateur_choisi(ligne): a row of a body chosen; none when no operator is
list_contains($operateurs, ligne.famille_id)
