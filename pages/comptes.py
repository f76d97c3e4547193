"""Comptes: who may come in, who is invited, what each role gives, what was done."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.comptes import vue as comptes

contexte = courant.lire()
comptes.dessiner(contexte)
