"""A screen is drawn for who came in: a session that is over says so, whatever the page was."""

import streamlit as st

from ti_dashboard.acces.actions import SUIVRE
from ti_dashboard.cadre.personne import courante
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import MagasinIndisponible
from ti_dashboard.langue.citation import citer

FINIE = "Votre session est finie. Ce que montrait cet écran n'est plus à jour."


def verifier() -> None:
    """Stop the run here for who is not, or no longer, let in."""
    try:
        may = courante().peut(SUIVRE)
    except MagasinIndisponible as error:
        st.error(citer(error))
        st.stop()
    if not may:
        st.warning(FINIE)
        st.link_button("Se connecter", f"{racine()}/connexion", type="primary")
        st.stop()
