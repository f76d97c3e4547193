"""Évolutions (Q10): what changed since another arrêté, why, and what is late."""

from ti_dashboard.views import courant, evolutions

evolutions.dessiner(courant.lire())
