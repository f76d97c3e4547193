-- rule: projet_choisi(projet): a project that $choix seeks, among those that projet_vu keeps
CASE $choix WHEN 'tous' THEN true WHEN 'recenses' THEN projet.est_compte WHEN 'engages' THEN projet.est_engage
    WHEN 'sans_engagement' THEN projet.est_compte AND NOT projet.est_engage WHEN 'sans_ligne' THEN projet.est_compte
    WHEN 'rien_recu' THEN projet.est_compte WHEN 'sortis' THEN NOT projet.est_compte
    ELSE error('Unknown choice of projects: ' || $choix) END
