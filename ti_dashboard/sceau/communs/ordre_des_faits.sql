-- rule: ordre_des_faits(fait): the last of the facts of a subject is what is believed of it
fait.date_effet, fait.date_connaissance, fait.livraison_id, fait.ligne
