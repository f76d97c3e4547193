"""Territoires (Q2, Q3): which are not engaged, why, and where each region stands."""

import streamlit as st

from ti_dashboard.cadre import courant
from ti_dashboard.ecrans.territoires import vue as territoires

contexte = courant.lire()
territoires.chiffres(contexte)
gauche, droite = st.columns([5, 7], gap="medium")
with gauche:
    territoires.carte_et_regions(contexte)
with droite:
    territoires.liste(contexte)
