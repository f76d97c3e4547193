-- grain: one row; a territory with its state at the arrêté, or no state when it was not in the programme
-- avec: lieu_suivi, regions_couvertes
SELECT t.phase, t.territoire_id, t.nom, t.code_region, r.nom AS region,
    coalesce(regions_couvertes(t), r.nom) AS regions,
    t.population, t.nb_communes, t.est_entierement_nouveau,
    e.etat IS NOT NULL AS est_dans_le_programme, j.libelle AS etat, e.est_engage, e.date_dernier_jalon,
    e.motif_blocage, e.a_binome, e.est_appuye, lieu_suivi(t) AS est_suivi
FROM (SELECT CAST($arrete AS DATE) AS arrete_id, * FROM territoire) t
JOIN region r USING (code_region)
LEFT JOIN etat_territoire e ON e.arrete_id = $arrete AND e.phase = t.phase AND e.territoire_id = t.territoire_id
LEFT JOIN type_jalon j ON j.jalon = e.etat
WHERE t.phase = $phase AND t.territoire_id = $territoire_id
