"""The link of an invitation, shown once to who made it."""

import streamlit as st

from ti_dashboard.cadre.salle import liens

LIEN = "invitation_lien"


def garder(secret: str) -> None:
    st.session_state[LIEN] = liens.lien_du_service(f"/connexion/invitation?jeton={secret}")


def montrer() -> None:
    if link := st.session_state.pop(LIEN, None):
        st.success("Invitation créée. Ce lien, montré cette seule fois, ouvre un compte local :")
        st.code(link, language=None, wrap_lines=True)
