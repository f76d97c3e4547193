-- grain: one row per project with acts at the arrêté of the State and its operators, those chosen when some are
-- avec: bilan_des_actes, etat_ou_operateur, operateur_suivi
SELECT f.projet_id, unnest(bilan_des_actes(f, true))
FROM etat_flux f
WHERE f.arrete_id = $arrete AND f.phase = $phase AND f.projet_id IS NOT NULL
  AND etat_ou_operateur(f) AND operateur_suivi(f)
GROUP BY f.projet_id
