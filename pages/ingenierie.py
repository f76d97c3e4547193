"""Ingénierie: the supported territories and their posts (Q7), and a tool to prepare such a decision."""

from ti_dashboard.views import courant, ingenierie

ingenierie.dessiner(courant.lire())
