"""Territoires (Q2, Q3): which are not engaged, why, and where each region stands."""

import streamlit as st

from ti_dashboard.views import courant, territoires

publication, choix = courant.lire()
territoires.chiffres(publication, choix)
gauche, droite = st.columns([5, 7], gap="medium")
with gauche:
    territoires.carte_et_regions(publication, choix)
with droite:
    territoires.liste(publication, choix)
