"""Séance: open one, let the room follow, its agenda, its decisions."""

from ti_dashboard.views import courant, seance

seance.dessiner(courant.lire())
