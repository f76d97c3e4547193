-- grain: one row per counted project × type × état of jobs, the last declaration known at the arrêté with its line
WITH touche AS (
    SELECT DISTINCT projet_id FROM etat_flux
    WHERE arrete_id = $arrete AND phase = $phase AND list_contains($operateurs, famille_id)
),
recense AS (
    SELECT p.projet_id, p.intitule, p.territoire_id
    FROM etat_projet p
    WHERE p.arrete_id = $arrete AND p.phase = $phase AND p.est_compte
      AND (len($regions) = 0 OR list_contains($regions, p.code_region))
      AND (len($themes) = 0 OR list_has_any($themes, p.themes))
      AND (len($operateurs) = 0 OR p.projet_id IN (SELECT projet_id FROM touche))
),
dernier AS (
    SELECT e.*, r.intitule, r.territoire_id
    FROM emploi e JOIN recense r USING (projet_id) JOIN arrete a ON a.arrete_id = $arrete
    WHERE e.date_connaissance <= a.date_cloture AND e.date_effet <= a.arrete_id
    QUALIFY row_number() OVER (
        PARTITION BY e.projet_id, e.type_emploi, e.etat_emploi
        ORDER BY e.date_effet DESC, e.date_connaissance DESC, e.livraison_id DESC, e.ligne DESC
    ) = 1
)
SELECT
    d.projet_id, d.intitule, t.nom AS territoire, d.type_emploi, d.etat_emploi, d.nombre, d.verificateur, d.date_effet,
    l.emetteur, l.fichier, l.feuille, d.ligne, l.date_reception, l.sha256
FROM dernier d
JOIN livraison l USING (livraison_id)
LEFT JOIN territoire t ON t.phase = $phase AND t.territoire_id = d.territoire_id
ORDER BY d.intitule, d.projet_id, d.type_emploi, d.etat_emploi
