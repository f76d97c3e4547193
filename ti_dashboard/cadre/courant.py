"""What the frame has just drawn, for the page it runs: one reading of the publication for the whole run."""

import streamlit as st

from ti_dashboard.questions.contexte import Contexte

CLE = "contexte"


def poser(contexte: Contexte) -> None:
    """Called once by the frame, before the page."""
    st.session_state[CLE] = contexte


def lire() -> Contexte:
    seen: Contexte = st.session_state[CLE]
    return seen
