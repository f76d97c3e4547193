-- rule: etat_ou_operateur(acte): money of the State or of one of its operators, not of a co-funder
acte.categorie IN ('etat', 'operateur')
