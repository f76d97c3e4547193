"""Candidatures: the call of 2023 (Q9): how many files, what is missing, how many days, and the map it gave."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.candidatures import vue as candidatures

candidatures.dessiner(courant.lire())
