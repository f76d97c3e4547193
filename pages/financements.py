"""Financements: who pays, how much is paid, what each body does (Q4, Q5)."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.financements import vue as financements

financements.dessiner(courant.lire())
