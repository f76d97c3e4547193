"""A gesture of one button: done, or the next run says at the head of the page why it could not be."""

from collections.abc import Callable

import streamlit as st

from ti_dashboard.cadre.salle.animation import ERREUR
from ti_dashboard.errors import TableauDeBordError


def faire(gesture: Callable[..., object], *avec: object) -> None:
    try:
        gesture(*avec)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)
