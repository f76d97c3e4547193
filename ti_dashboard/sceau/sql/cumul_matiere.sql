-- grain: one row per arrêté × phase × matter that deliveries received by its closing tell
-- avec: connu
WITH flux_dit AS (
    SELECT arrete_id, phase, livraison_id, type_montant FROM etat_flux GROUP BY ALL
),
-- Who follows its acts from one kind of amount to the next says zero by its silence; a list of one kind says nothing.
suivi AS (
    SELECT DISTINCT arrete_id FROM flux_dit GROUP BY arrete_id, livraison_id HAVING count(DISTINCT type_montant) > 1
),
present AS (
    SELECT DISTINCT arrete_id, phase FROM etat_territoire
)
SELECT arrete_id, phase, type_montant AS matiere FROM flux_dit
UNION
SELECT arrete_id, phase, type_montant FROM suivi JOIN present USING (arrete_id) CROSS JOIN type_montant
UNION
SELECT arrete_id, phase, 'projet' FROM etat_projet
UNION
SELECT arrete_id, phase, 'statut' FROM etat_projet WHERE statut <> 'inconnu'
UNION
SELECT e.arrete_id, e.phase, 'emploi'
FROM arrete a JOIN emploi x ON connu(x, a)
JOIN etat_projet e ON e.arrete_id = a.arrete_id AND e.projet_id = x.projet_id
UNION
SELECT a.arrete_id, x.phase, 'jalon'
FROM arrete a JOIN jalon x ON connu(x, a)
UNION
SELECT a.arrete_id, x.phase, 'poste'
FROM arrete a JOIN poste x ON connu(x, a)
UNION
SELECT arrete_id, phase, 'candidature' FROM etat_candidature
UNION
-- They open phase II, and tell what becomes of the members of phase I.
SELECT c.arrete_id, p.phase, 'candidature' FROM etat_candidature c JOIN present p USING (arrete_id)
