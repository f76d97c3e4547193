"""Méthode: every definition, every source, the known contradictions."""

from ti_dashboard.views import courant, methode

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
