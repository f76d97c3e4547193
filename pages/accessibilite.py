"""Accessibilité: the declaration the law asks for."""

from ti_dashboard.views import accessibilite

accessibilite.declaration()
