-- rule: projet_vu(projet): a project that the filter of operators keeps, or has nothing of, as $choix seeks
-- avec: vu, sans_operateur
CASE WHEN $choix IN ('sans_ligne', 'rien_recu') THEN projet.projet_id NOT IN (SELECT projet_id FROM vu)
    ELSE sans_operateur() OR projet.projet_id IN (SELECT projet_id FROM vu) END
