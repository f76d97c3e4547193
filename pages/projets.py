"""Projets: why some have no commitment (Q6), how many jobs and who verified them (Q8), and each project's sheet."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.projets import vue as projets

projets.dessiner(courant.lire())
