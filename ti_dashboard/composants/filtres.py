"""The shared filters, drawn by the browser: a choice writes the address, and the screen follows it at once.

Streamlit's own boxes stay bound to the same address, out of sight: they are what the run of the script reads.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.messages import Boite, BoitesDeFiltre
from ti_dashboard.composants.planche import amorce
from ti_dashboard.planche.theme import COULEURS


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("filtres", js=amorce("filtres.js", "monter"), isolate_styles=True)


def filtres(boites: list[Boite]) -> None:
    """Nothing is asked of the server but the screen at the new address."""
    _composant()(data=BoitesDeFiltre(boites=boites, couleurs=COULEURS), key="cadre-boites")
