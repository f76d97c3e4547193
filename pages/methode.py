"""Méthode: every definition, every source, the known contradictions."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.methode import vue as methode

contexte = courant.lire()
methode.titre()
methode.regles()
methode.definitions()
methode.contradictions(contexte)
methode.chiffres_dits(contexte)
methode.comites(contexte)
methode.livraisons(contexte)
methode.sources()
methode.sources_ouvertes()
