"""Séance: open one, let the room follow, its agenda, its decisions."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.seance import vue as seance

seance.dessiner(courant.lire())
