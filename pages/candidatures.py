"""Candidatures: the call of 2023 (Q9): how many files, what is missing, how many days, and the map it gave."""

from ti_dashboard.views import candidatures, courant

candidatures.dessiner(courant.lire())
