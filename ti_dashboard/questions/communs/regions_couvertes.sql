-- rule: regions_couvertes(place): the names of every region that a territory covers, the lead one first
SELECT string_agg(nommee.nom, ', ' ORDER BY NOT couverte.est_chef_de_file, nommee.nom COLLATE fr)
FROM territoire_region couverte JOIN region nommee USING (code_region)
WHERE couverte.phase = place.phase AND couverte.territoire_id = place.territoire_id
