"""Ingénierie: the supported territories and their posts (Q7), and a tool to prepare such a decision."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.ingenierie import vue as ingenierie
from ti_dashboard.ecrans.selection import vue as selection

contexte = courant.lire()
screen = selection if ingenierie.prepare_une_decision() else ingenierie
screen.dessiner(contexte)
