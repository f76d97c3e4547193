-- grain: one row, the rank of the last gesture by hand that this publication holds, 0 when it holds none
SELECT coalesce(max(numero), 0) AS numero FROM rattachement
