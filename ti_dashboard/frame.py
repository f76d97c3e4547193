"""The picture frame around every page: configuration, navigation, shared filters, banner, footer."""

import streamlit as st

from ti_dashboard import journal_serveur, trace
from ti_dashboard.cadre import (
    ailleurs,
    bandeau,
    corrections,
    courant,
    enseigne,
    filtres,
    incompris,
    incompris_lignes,
    navigation,
    panneau,
    pied,
    qui_est_la,
    saisie,
    seuil,
)
from ti_dashboard.cadre.salle import invites, presentation, suivi
from ti_dashboard.ecrans.donnees import vue_premiers_pas
from ti_dashboard.ecrans.donnees.vue_ouverture import ouvrir_ou_dire

if journal_serveur.est_json():
    trace.reprendre(st.context.headers.get("X-Request-ID"))
page = navigation.pages(sans_menu=presentation.mode() is not None)
st.set_page_config(page_title=f"{page.title} · {enseigne.nom()}", layout="wide", initial_sidebar_state="collapsed")
# The main part of the page, for who goes from part to part: all but its foot, a tag of its own (``balises.toml``).
with st.container(key="cadre-corps"):
    enseigne.dessiner()
    seuil.verifier()
    invites.faire_suivre()
    service = ouvrir_ou_dire(page)
    repli = st.container(key="cadre-repli")
    with st.container(key="cadre-filtres"):
        incompris.relire(service.publication, page.url_path)
        contexte = incompris.completer(filtres.dessiner(service.publication, page.url_path))
    with repli:
        filtres.replier()
    courant.poser(contexte)
    with st.container(
        key="cadre-bandeau", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        bandeau.dessiner(contexte, service, avec_puces=presentation.mode() is not None)
        place = st.container(horizontal=True, width="content", vertical_alignment="center")
    est_hors = invites.est_hors_de_la_seance(contexte)
    if not est_hors:
        bandeau.dire_ce_qui_manque(contexte)
    incompris_lignes.dessiner(contexte)
    if not est_hors:
        ailleurs.dire_absence(contexte)
        vue_premiers_pas.annoncer(contexte)
    with st.container(gap=None):
        gardees = st.container()
        # One place, empty or not: a line more would move what follows, and for the time of a run the page be there
        # twice.
        corrigees = st.container(gap=None)
        suivi.suivre(contexte)
        navigation.suivre_geste()
        qui_est_la.prevenir_de_la_fin()
        suivi.animer(contexte, place)
        # Read after what this screen tells its browser it knows of the séance: a correction taken back between the two
        # is read again, where the other order would leave it on the screen.
        if not est_hors:
            with corrigees:
                corrections.bandeau(contexte)
        with place:
            presentation.dessiner(contexte)
        # In the same container: what is above it is most often nothing, and nothing takes no room.
        with st.container(key="cadre-page"):
            est_refusee = seuil.refuser_la_page(page.url_path)
            est_ouverte = not (est_refusee or est_hors)
            if est_ouverte:
                page.run()
            elif not est_refusee:
                invites.dire_hors_de_la_seance()
suivi.completer(contexte)
if est_ouverte:
    panneau.dessiner(contexte)
with gardees:
    saisie.dire_les_orphelines()
with st.container(key="cadre-pied"):
    pied.dessiner(contexte)
