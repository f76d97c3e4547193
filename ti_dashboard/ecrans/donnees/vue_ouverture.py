"""The publication served now, or one clear sentence in place of the screen."""

from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from ti_dashboard.adresse.pages import DE_LA_LOI
from ti_dashboard.cadre import qui_est_la
from ti_dashboard.ecrans.donnees import vue_premiers_pas
from ti_dashboard.errors import PublicationAbsente, TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.magasin import guichet


def ouvrir_ou_dire(page: StreamlitPage) -> guichet.Service:
    """The service; when there is nothing good to read, says why and stops the page there.

    Those of the law are read without one.
    """
    try:
        return guichet.service()
    except PublicationAbsente as error:
        if page.url_path in DE_LA_LOI:
            page.run()
        elif guichet.est_neuf():
            vue_premiers_pas.accueillir()
        else:
            st.error(citer(error), title="Aucune donnée à afficher")
        _finir()
    except TableauDeBordError as error:
        st.error(citer(error), title="Aucune donnée à afficher")
        _finir()


def _finir() -> NoReturn:
    """There is no foot to this screen, and there is a way out all the same."""
    qui_est_la.dessiner()
    st.stop()
