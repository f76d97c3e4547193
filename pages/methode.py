"""Méthode: every definition, every source, the known contradictions."""

from ti_dashboard.views import courant, methode

publication, choix = courant.lire()
methode.titre()
methode.definitions()
methode.contradictions(publication)
methode.chiffres_dits(publication)
methode.livraisons(publication)
methode.sources()
