"""Send this browser to an address of the application, through its own history, in one run of the script."""

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import streamlit as st

from ti_dashboard.composants.planche import amorce, racine

Geste = Literal["pushState", "replaceState"]


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("trajet", js=amorce("trajet.js", "partir"))


def trajet(adresse: str, jeton: str, propres: dict[str, str], geste: Geste = "pushState") -> None:
    """``jeton`` names this departure: drawn twice, it leaves once. ``propres`` stays with this browser.

    ``replaceState`` for a move that is not a step of the reader's: the back button does not meet it.
    """
    data = {"adresse": racine() + adresse, "jeton": jeton, "propres": propres, "geste": geste}
    _composant()(data=data, key=f"trajet-{jeton}")
