"""Données: receive files, see what they change, publish, freeze; and what each sender still owes."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.donnees import vue as donnees

contexte = courant.lire()
donnees.dessiner(contexte)
