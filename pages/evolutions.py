"""Évolutions (Q10): what changed since another arrêté, why, and what is late."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.evolutions import vue as evolutions

evolutions.dessiner(courant.lire())
