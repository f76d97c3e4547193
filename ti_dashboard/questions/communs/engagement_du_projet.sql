-- rule: engagement_du_projet(projet): what became of what was committed to a project
CASE WHEN projet.est_engage THEN 'en_vigueur' WHEN projet.nb_engagements = 0 THEN 'aucun'
    WHEN projet.est_compte THEN 'annule' ELSE 'sorti' END
