"""Send this browser to an address of the application, through its own history, in one run of the script."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.planche import amorce, racine


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("trajet", js=amorce("trajet.js", "partir"))


def trajet(adresse: str, jeton: str, propres: dict[str, str]) -> None:
    """``jeton`` names this departure: drawn twice, it leaves once. ``propres`` stays with this browser."""
    _composant()(data={"adresse": racine() + adresse, "jeton": jeton, "propres": propres}, key=f"trajet-{jeton}")
