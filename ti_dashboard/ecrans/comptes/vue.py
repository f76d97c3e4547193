"""The Comptes page: its leaves, one at a time, named in the address."""

import streamlit as st

from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.cadre import volets
from ti_dashboard.ecrans.comptes import vue_comptes, vue_droits, vue_invitations, vue_journal_des_acces
from ti_dashboard.ecrans.comptes.parametres import VOLET_DES_COMPTES
from ti_dashboard.questions.contexte import Contexte

DESSINS = (vue_comptes.dessiner, vue_invitations.dessiner, vue_droits.dessiner, vue_journal_des_acces.dessiner)
SANS_COMPTE = (
    "Ce tableau de bord est servi à ce poste seul : personne ne s'y connecte, et qui est devant lui peut tout faire. "
    "En mode « reseau », chacun se connecte et ses droits sont ceux ci-dessous."
)


def dessiner(contexte: Contexte) -> None:
    st.title("Comptes", anchor=False)
    if est_en_reseau():
        volets.dessiner(contexte, VOLET_DES_COMPTES, DESSINS)
        return
    st.markdown(SANS_COMPTE)
    vue_droits.dessiner(contexte)
