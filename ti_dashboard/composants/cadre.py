"""The way around the frame: links past the menu and the filters, and on a telephone one button for the filters."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.planche import amorce
from ti_dashboard.planche.theme import COULEURS

_STYLE = """
button {{ display: flex; width: 100%; min-height: 44px; align-items: center; gap: .5rem;
  padding: .5rem .75rem; border: 1px solid {region-trait};
  border-radius: 4px; background: {fond}; color: {encre}; font: inherit; text-align: left; cursor: pointer; }}
button::after {{ content: "▾"; content: "▾" / ""; margin-left: auto; color: {accent}; }}
button[aria-expanded="true"]::after {{ content: "▴"; content: "▴" / ""; }}
button:focus-visible {{ outline: 3px solid {focus}; outline-offset: 2px; }}
"""


@cache
def _composant() -> Callable[..., Any]:
    script = amorce("cadre.js", "monter")
    return st.components.v2.component("cadre", js=script, css=_STYLE.format(**COULEURS), isolate_styles=True)


def cadre() -> None:
    """The folded widgets stay where they are, drawn and bound to the address."""
    _composant()(data={"couleurs": COULEURS}, key="cadre-commandes")
