"""Ingénierie (Q7): the supported territories, where each post stands and what has moved; then a tool to choose."""

import streamlit as st

from ti_dashboard.cadre import telechargements, volets
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.ingenierie import blocs, tableaux
from ti_dashboard.ecrans.ingenierie.parametres import VOLET, VOLETS
from ti_dashboard.questions.contexte import Contexte


def prepare_une_decision() -> bool:
    """Whether the leaf that is open is the one that prepares a decision, another screen."""
    _, preparing = VOLETS
    return volets.choisir(VOLET) == preparing


def dessiner(contexte: Contexte) -> None:
    """The official list: a decision with its source."""
    mots = {VOLET.nom: VOLETS[:1]}
    dessiner_planche(contexte, "ingenierie", mots)
    st.subheader("Territoire par territoire", anchor=False)
    if dessiner_planche(contexte, "ingenierie-appuis", mots):
        telechargements.boutons(tableaux.APPUYES, contexte)
    else:
        st.markdown(blocs.reponse(contexte.choix, (), ()))
