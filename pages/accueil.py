"""Accueil: where the programme stands, without a click."""

from ti_dashboard.views import accueil, courant

accueil.dessiner(courant.lire())
