-- grain: one row; the territories before and after this one, by region then name, among those of the places kept
-- avec: lieu_suivi
SELECT * FROM (
    SELECT
        e.territoire_id,
        lag(e.territoire_id) OVER ordre AS precedent_id, lag(t.nom) OVER ordre AS precedent,
        lead(e.territoire_id) OVER ordre AS suivant_id, lead(t.nom) OVER ordre AS suivant,
        row_number() OVER ordre AS position, count(*) OVER () AS nb
    FROM etat_territoire e
    JOIN territoire t USING (phase, territoire_id)
    JOIN region r ON r.code_region = e.code_region
    WHERE e.arrete_id = $arrete AND e.phase = $phase
      AND lieu_suivi(e)
    WINDOW ordre AS (ORDER BY strip_accents(r.nom), strip_accents(t.nom), e.territoire_id)
)
WHERE territoire_id = $territoire_id
