"""One button: print this page, or keep it as a PDF, by the browser's own means."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.planche.theme import COULEURS

_SCRIPT = """export default ({ parentElement }) => {
  parentElement.querySelector("button").onclick = () => print();
};
"""
_CONTENU = '<button type="button">Imprimer la fiche</button>'
_STYLE = """button {{ padding: 6px 12px; border: 1px solid {region-trait}; border-radius: 4px; background: {fond};
  color: {encre}; font: inherit; cursor: pointer; white-space: nowrap; }}
button:hover {{ border-color: {accent}; color: {accent}; }}
button:focus-visible {{ outline: 3px solid {focus}; outline-offset: 2px; }}
@media print {{ button {{ display: none; }} }}
"""


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("imprimer", html=_CONTENU, js=_SCRIPT, css=_STYLE.format(**COULEURS))


def imprimer(key: str) -> None:
    _composant()(key=key, width="content")
