-- rule: rattachement_connu(ligne): whether a territory holds the row, as the choice of the same name says it
CASE WHEN ligne.territoire_id IS NULL THEN 'non_rattache' ELSE 'rattache' END
