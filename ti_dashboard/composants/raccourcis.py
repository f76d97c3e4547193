"""The keys of one letter: a box, at the foot of each page, that turns them off for this browser."""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.messages import FinDePassage
from ti_dashboard.composants.planche import amorce
from ti_dashboard.planche.theme import COULEURS

LETTRES = "P, S, E, Q, T, D, F"
_STYLE = """
label {{ display: flex; gap: .5rem; align-items: center; min-height: 2.5rem; color: {encre}; cursor: pointer; }}
input {{ width: 1.125rem; height: 1.125rem; margin: 0; accent-color: {accent}; cursor: pointer; }}
input:focus-visible {{ outline: 3px solid {focus}; outline-offset: 2px; }}
"""


@cache
def _composant() -> Callable[..., Any]:
    script = amorce("raccourcis.js", "monter")
    return st.components.v2.component("raccourcis", js=script, css=_STYLE.format(**COULEURS), isolate_styles=True)


def raccourcis(adresse: str) -> None:
    """Its state is the browser's: nothing is asked of the server. Last drawn, it says that a run is over, and of what
    screen (``FinDePassage``)."""
    told = FinDePassage(lettres=LETTRES, adresse=adresse, passage=time.monotonic_ns())
    _composant()(data=told, key="raccourcis", width="content")
