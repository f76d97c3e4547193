-- grain: one row per arrêté × phase × project × body whose lines of it no single cell holds
-- Its themes are its own, wherever its lines are; a body may have changed of category with its name.
SELECT arrete_id, phase, projet_id, famille_id FROM etat_flux
WHERE projet_id IS NOT NULL
GROUP BY arrete_id, phase, projet_id, famille_id
HAVING min(territoire_id) <> max(territoire_id) OR count(territoire_id) BETWEEN 1 AND count(*) - 1
    OR min(categorie) <> max(categorie)
