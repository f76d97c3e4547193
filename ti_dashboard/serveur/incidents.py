"""What happens when a page fails: the whole story in the server's log, one sentence on the screen."""

import logging

import streamlit as st

from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import citer
from ti_dashboard.surveillance import incidents_comptes

JOURNAL = logging.getLogger("ti_dashboard")
PHRASE = (
    "Cette page n'a pas pu être affichée. Les données ne sont pas en cause : rechargez la page, "
    "ou revenez à l'accueil. L'incident est noté au journal du serveur."
)


def on_script_error(erreur: Exception) -> bool:
    """Log the traceback and tell the reader; True keeps Streamlit from showing it."""
    JOURNAL.error("Page non affichée", exc_info=erreur)
    incidents_comptes.compter(incidents_comptes.PAGE)
    # Our own errors are written for the reader: what is wrong, where, how to mend it.
    st.error(citer(erreur) if isinstance(erreur, TableauDeBordError) else PHRASE)
    return True
