"""The picture frame around every page: configuration, navigation, shared filters, banner, footer."""

import streamlit as st

from ti_dashboard.views import bandeau, filtres, geste, navigation, panneau, pied, suivi
from ti_dashboard.views.ouverture import ouvrir_ou_dire

st.set_page_config(page_title="Territoires d'industrie", layout="wide", initial_sidebar_state="collapsed")

page = navigation.pages()
service = ouvrir_ou_dire()
with st.container(key="cadre-filtres"):
    choix = filtres.dessiner(service.publication)
geste.retenir_mesure(page)
bandeau.dessiner(service, choix)
suivi.suivre(page, service.publication, choix)
navigation.suivre_geste()
suivi.animer(page, service.publication, choix)
page.run()
suivi.completer(page, service.publication, choix)
panneau.dessiner(service.publication, choix)
pied.dessiner(service.publication, choix)
