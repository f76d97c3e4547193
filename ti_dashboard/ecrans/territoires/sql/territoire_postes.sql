-- grain: one row per event of a project manager's post known at the arrêté, without any person's name
-- avec: connu
SELECT p.poste_id, p.date_effet, p.etat_poste, p.date_fin_financement, p.taux_cofinancement, l.emetteur,
    p.livraison_id, p.ligne
FROM poste p
JOIN livraison l USING (livraison_id)
JOIN arrete a ON a.arrete_id = $arrete
WHERE p.phase = $phase AND p.territoire_id = $territoire_id
  AND connu(p, a)
ORDER BY p.date_effet, p.poste_id, p.date_connaissance, p.livraison_id, p.ligne
