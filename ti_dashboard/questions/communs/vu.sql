-- grain: one row per project that the operators chosen have a line of; of all of them, when one is sought without any
-- avec: operateur_choisi, sans_operateur
SELECT DISTINCT projet_id FROM etat_flux
WHERE arrete_id = $arrete AND phase = $phase AND projet_id IS NOT NULL
  AND (operateur_choisi(etat_flux) OR ($choix IN ('sans_ligne', 'rien_recu') AND sans_operateur()))
  AND ($choix <> 'rien_recu' OR type_montant = 'engage')
