"""Where this run is: what its address says, and what the frame has just drawn, read once for the whole run."""

import streamlit as st

from ti_dashboard.questions.contexte import Contexte

CLE = "contexte"


def poser(contexte: Contexte) -> None:
    """Called once by the frame, before the page."""
    st.session_state[CLE] = contexte


def lire() -> Contexte:
    seen: Contexte = st.session_state[CLE]
    return seen


def adresse_demandee() -> dict[str, list[str]]:
    """What the address of this browser says, parameter by parameter."""
    return {key: st.query_params.get_all(key) for key in st.query_params}
