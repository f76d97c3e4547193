"""Mentions légales: who publishes this service, and who hosts it."""

from ti_dashboard.ecrans.mentions_legales import vue as mentions

mentions.dessiner()
