"""Send this browser to an address of the application, through its own history, in one run of the script."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.messages import Depart, Geste, Propres
from ti_dashboard.composants.planche import amorce, racine


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("trajet", js=amorce("trajet.js", "partir"))


def trajet(adresse: str, jeton: str, propres: Propres, geste: Geste = "pushState") -> None:
    """Leave for an address, whatever path the application is served under.

    ``replaceState`` for a move that is not a step of the reader's: the back button does not meet it.
    """
    data = Depart(adresse=racine() + adresse, jeton=jeton, propres=propres, geste=geste)
    _composant()(data=data, key=f"trajet-{jeton}")
