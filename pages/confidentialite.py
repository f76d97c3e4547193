"""Confidentialité: what is kept about people, why, how long, and what they may ask."""

from ti_dashboard.ecrans.confidentialite import vue as confidentialite

confidentialite.dessiner()
