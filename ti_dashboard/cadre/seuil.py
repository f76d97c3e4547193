"""A screen is drawn for who came in: a session that is over says so, whatever the page was."""

import streamlit as st

from ti_dashboard.acces.actions import CONSULTER, SUIVRE
from ti_dashboard.adresse.pages import trouver
from ti_dashboard.cadre import qui_est_la
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
        qui_est_la.dessiner()
        st.stop()
    if not may:
        st.warning(FINIE)
        st.link_button("Se connecter", f"{racine()}/connexion", type="primary")
        st.stop()


def refuser_la_page(fichier: str) -> bool:
    """Say whose it is, instead of a page that is not for who is here."""
    page = trouver(fichier)
    if page is None or page.droit is SUIVRE or (who := courante()).peut(page.droit):
        return False
    if who.seance_code is not None and page.droit is CONSULTER:
        # What a guest sees is told by their séance, screen by screen.
        return False
    st.title(citer(page.titre), anchor=False)
    st.info(f"La page « {citer(page.titre)} » demande un droit que vous n'avez pas : « {citer(page.droit.dit)} ».")
    return True
