-- grain: one row per arrêté that has a seal, shown or withdrawn, the latest first
SELECT arrete_id, libelle, empreinte, NULL AS motif FROM arrete JOIN arrete_empreinte USING (arrete_id)
UNION ALL
SELECT arrete_id, libelle, empreinte, motif FROM arrete_retire
ORDER BY arrete_id DESC, empreinte
