"""Fiche territoire: one territory at the arrêté (its address carries ?id=ti-…)."""

from ti_dashboard.views import courant, territoire

territoire.dessiner(courant.lire())
