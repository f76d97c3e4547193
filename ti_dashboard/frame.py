"""The picture frame around every page: configuration, navigation, shared filters, banner, footer."""

import streamlit as st

from ti_dashboard.views import bandeau, corrections, filtres, geste, navigation, panneau, pied, presentation, suivi
from ti_dashboard.views.ouverture import ouvrir_ou_dire

st.set_page_config(page_title="Territoires d'industrie", layout="wide", initial_sidebar_state="collapsed")

page = navigation.pages(sans_menu=presentation.mode() is not None)
service = ouvrir_ou_dire()
with st.container(key="cadre-filtres"):
    choix = filtres.dessiner(service.publication)
geste.retenir_mesure(page)
with st.container(key="cadre-bandeau", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    bandeau.dessiner(service, choix)
    place = st.container(horizontal=True, width="content", vertical_alignment="center")
with st.container(gap=None):
    corrections.bandeau(choix)
    suivi.suivre(page, service.publication, choix)
    navigation.suivre_geste()
    suivi.animer(page, service.publication, choix, place)
with place:
    presentation.dessiner(page, service.publication, choix)
with st.container(key="cadre-page"):
    page.run()
suivi.completer(page, service.publication, choix)
panneau.dessiner(page, service.publication, choix)
with st.container(key="cadre-pied"):
    pied.dessiner(service.publication, choix)
