"""Données: receive files, see what they change, publish, freeze; and what each sender still owes."""

from ti_dashboard.views import courant, donnees

contexte = courant.lire()
donnees.dessiner(contexte)
