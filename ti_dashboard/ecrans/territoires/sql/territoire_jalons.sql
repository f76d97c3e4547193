-- grain: one row per milestone event known at the arrêté, with the line it came from
-- avec: connu, ordre_des_faits
SELECT j.date_effet, t.libelle, j.motif_blocage, j.date_connaissance, j.cause, l.emetteur, j.livraison_id, j.ligne
FROM jalon j
JOIN type_jalon t USING (jalon)
JOIN livraison l USING (livraison_id)
JOIN arrete a ON a.arrete_id = $arrete
WHERE j.phase = $phase AND j.territoire_id = $territoire_id
  AND connu(j, a)
ORDER BY ordre_des_faits(j)
