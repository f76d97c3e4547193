-- rule: connu(fait, arrete): a fact of the ledger that an arrêté knew: learnt by its closing, and in effect by its day
fait.date_connaissance <= arrete.date_cloture AND fait.date_effet <= arrete.arrete_id
