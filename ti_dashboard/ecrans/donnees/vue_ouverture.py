"""The publication served now, or one clear sentence in place of the screen."""

import streamlit as st

from ti_dashboard.ecrans.donnees import vue_premiers_pas
from ti_dashboard.errors import PublicationAbsente, TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.magasin import guichet


def ouvrir_ou_dire() -> guichet.Service:
    """The service; when there is nothing good to read, says why and stops the page there."""
    try:
        return guichet.service()
    except PublicationAbsente as error:
        if guichet.est_neuf():
            vue_premiers_pas.accueillir()
        else:
            st.error(citer(error), title="Aucune donnée à afficher")
        st.stop()
    except TableauDeBordError as error:
        st.error(citer(error), title="Aucune donnée à afficher")
        st.stop()
