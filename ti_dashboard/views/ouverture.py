"""The publication served now, or one clear sentence in place of the screen."""

import streamlit as st

from ti_dashboard import store
from ti_dashboard.citation import citer
from ti_dashboard.errors import PublicationAbsente, TableauDeBordError
from ti_dashboard.views import premiers_pas


def ouvrir_ou_dire() -> store.Service:
    """The service; when there is nothing good to read, says why and stops the page there."""
    try:
        return store.service()
    except PublicationAbsente as error:
        if store.est_neuf():
            premiers_pas.accueillir()
        else:
            st.error(citer(error), title="Aucune donnée à afficher")
        st.stop()
    except TableauDeBordError as error:
        st.error(citer(error), title="Aucune donnée à afficher")
        st.stop()
