"""Fiche territoire: one territory at the arrêté (its address carries ?id=ti-…)."""

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.territoires import vue_fiche

vue_fiche.dessiner(courant.lire())
