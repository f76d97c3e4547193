"""One's account and the way out, on every screen of a service that has accounts, those that show nothing included."""

import streamlit as st

from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.cadre.personne import courante
from ti_dashboard.composants.fin_de_session import fin_de_session
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import MagasinIndisponible
from ti_dashboard.langue.citation import citer


def dessiner() -> None:
    """Where the screen ends. A store that does not answer takes nothing of the way out."""
    if not est_en_reseau():
        return
    try:
        who = courante()
    except MagasinIndisponible:
        who = None
    if who is not None and RoleDAcces.VISITEUR in who.roles:
        # Who reads the pages of the law without having come in.
        st.link_button("Se connecter", f"{racine()}/connexion", type="tertiary")
        return
    if who is not None and who.compte_id is not None:
        st.link_button("Mon compte", f"{racine()}/compte", type="tertiary")
    st.link_button(
        "Se déconnecter", f"{racine()}/deconnexion", type="tertiary", help=citer(who.fonction) if who else None
    )


def prevenir_de_la_fin() -> None:
    """Whoever holds a session is told, in time, that it ends: at the only post nobody does."""
    if est_en_reseau() and RoleDAcces.VISITEUR not in courante().roles:
        fin_de_session()
