"""Financements: who pays, how much is paid, what each body does (Q4, Q5)."""

from ti_dashboard.views import courant, financements

financements.dessiner(courant.lire())
