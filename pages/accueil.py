"""Accueil: where the programme stands, without a click."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.accueil import vue as accueil

accueil.dessiner(courant.lire())
