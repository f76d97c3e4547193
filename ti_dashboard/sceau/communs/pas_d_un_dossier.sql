-- rule: pas_d_un_dossier(demande, engage, conventionne, paye): the steps of a commitment, each from one first date to the next
[
    {'etape': 'demande-engage', 'date_debut': demande, 'date_effet': engage},
    {'etape': 'engage-conventionne', 'date_debut': engage, 'date_effet': conventionne},
    {'etape': 'conventionne-paye', 'date_debut': conventionne, 'date_effet': paye}
]
