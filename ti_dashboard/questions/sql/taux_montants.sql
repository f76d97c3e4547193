-- grain: one row: of the lines behind a rate, the sum of one kind of amount, and of another, over lignes_montants (lignes)
SELECT coalesce(sum(montant_eur) FILTER (type_montant = $haut), 0) AS haut,
    coalesce(sum(montant_eur) FILTER (type_montant = $bas), 0) AS bas
FROM lignes
