-- grain: one row per arrêté ($arrete, $anterieur) × project counted at it, with whether it has an engagement; follows every filter
-- avec: lieu_suivi, themes_suivis, operateur_suivi, sans_operateur, bilan_des_actes, en_vigueur, etat_ou_operateur
WITH acte_alors AS (
    SELECT arrete_id, projet_id, unnest(bilan_des_actes(etat_flux, true)) FROM etat_flux
    WHERE arrete_id IN ($arrete, $anterieur) AND phase = $phase AND projet_id IS NOT NULL
      AND etat_ou_operateur(etat_flux) AND operateur_suivi(etat_flux)
    GROUP BY arrete_id, projet_id
),
touche_alors AS (
    SELECT DISTINCT arrete_id, projet_id FROM etat_flux
    WHERE arrete_id IN ($arrete, $anterieur) AND phase = $phase AND projet_id IS NOT NULL
      AND NOT sans_operateur() AND operateur_suivi(etat_flux)
)
SELECT p.arrete_id, p.projet_id, p.territoire_id, en_vigueur(a) AS est_engage
FROM etat_projet p LEFT JOIN touche_alors t USING (arrete_id, projet_id) LEFT JOIN acte_alors a USING (arrete_id, projet_id)
WHERE p.arrete_id IN ($arrete, $anterieur) AND p.phase = $phase AND p.est_compte
  AND lieu_suivi(p) AND themes_suivis(p)
  AND (sans_operateur() OR t.projet_id IS NOT NULL)
