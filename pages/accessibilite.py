"""Accessibilité: the declaration the law asks for."""

from ti_dashboard.ecrans.accessibilite import vue as accessibilite

accessibilite.declaration()
