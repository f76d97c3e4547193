-- grain: one row per ledger line behind an amount at the arrêté; follows every filter and precision
-- avec: acte_suivi, parmi, present_aux_deux, rattachement_connu
SELECT
    f.livraison_id, f.ligne, x.reference, f.projet_id, p.intitule, t.nom AS territoire, f.rattachement_dit, dire_financeur(o.nom, x.financeur_dit) AS operateur,
    i.libelle AS instrument, f.type_montant, dire_nature(m.libelle, x.statut_dit) AS nature_montant, n.libelle AS nature_aide, f.montant_eur,
    f.date_effet, x.date_connaissance, x.cause, l.emetteur, l.fichier, l.feuille, l.date_reception, l.sha256
FROM etat_flux f
JOIN flux x USING (livraison_id, ligne)
JOIN livraison l USING (livraison_id)
JOIN operateur o ON o.operateur_id = f.operateur_id
JOIN instrument i ON i.instrument_id = f.instrument_id
JOIN type_montant m ON m.type_montant = f.type_montant
JOIN nature_aide n ON n.nature_aide = f.nature_aide
LEFT JOIN etat_projet p ON p.arrete_id = f.arrete_id AND p.projet_id = f.projet_id
LEFT JOIN territoire t ON t.phase = f.phase AND t.territoire_id = f.territoire_id
WHERE f.arrete_id = $arrete AND f.phase = $phase
  AND list_contains($types, f.type_montant) AND list_contains($categories, f.categorie)
  AND acte_suivi(f)
  AND parmi($territoires, f.territoire_id)
  AND present_aux_deux(f)
  AND parmi($projets, f.projet_id)
  AND parmi($instruments, f.instrument_id)
  AND parmi($natures, f.nature_aide)
  AND parmi($paniers, i.panier)
  AND parmi($rattachements, rattachement_connu(f))
  AND (NOT list_contains($manques, 'theme') OR len(f.themes) = 0)
  AND (NOT list_contains($manques, 'montant') OR f.montant_eur IS NULL)
ORDER BY abs(f.montant_eur) DESC NULLS FIRST, f.livraison_id, f.ligne
