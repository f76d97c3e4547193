-- grain: one row per delivery that named supported territories of the phase still retained at the arrêté
-- avec: lieu_suivi, connu
SELECT l.livraison_id, l.emetteur, l.fichier, l.date_reception
FROM jalon j
JOIN livraison l USING (livraison_id)
JOIN arrete a ON a.arrete_id = $arrete
JOIN etat_territoire e ON e.arrete_id = a.arrete_id AND e.phase = j.phase AND e.territoire_id = j.territoire_id
WHERE j.phase = $phase AND j.jalon = 'appui_retenu' AND e.est_appuye
  AND connu(j, a)
  AND lieu_suivi(e)
GROUP BY ALL
ORDER BY l.date_reception, l.fichier, l.livraison_id
