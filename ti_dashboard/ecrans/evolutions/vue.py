"""Évolutions (Q10): two leaves, what changed between two arrêtés and what calls for a question."""

import streamlit as st

from ti_dashboard.cadre import telechargements, volets
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.evolutions import tableaux, vue_alertes
from ti_dashboard.ecrans.evolutions.parametres import VOLET, VOLETS
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    volets.dessiner(contexte, VOLET, (changements, vue_alertes.dessiner))


def changements(contexte: Contexte) -> None:
    dessiner_planche(contexte, "evolutions", {VOLET.nom: VOLETS[:1]})
    if empechement(contexte.publication, contexte.choix) is None:
        _telecharger(contexte)


def _telecharger(contexte: Contexte) -> None:
    left, right = st.columns(2)
    with left:
        st.caption("Tous les mouvements, cause par cause, entrées et sorties :")
        telechargements.boutons(tableaux.MOUVEMENTS, contexte)
    if any(tableaux.deplaces(contexte).values()):
        with right:
            st.caption("Les territoires entrés, sortis et signés, avec leur cause :")
            telechargements.boutons(tableaux.NOMS, contexte)
