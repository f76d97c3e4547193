"""The line of the arrêté, drawn by the browser: it changes with the figures, never before them nor after."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.messages import Passage
from ti_dashboard.composants.planche import amorce
from ti_dashboard.planche.theme import COULEURS

_STYLE = """
.bandeau {{ display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .5rem; color: {encre}; font-size: 1rem;
  line-height: 1.6; }}
.bandeau p {{ margin: 0; }}
.bandeau > span {{ display: flex; flex-wrap: wrap; gap: .25rem .5rem; }}
.bandeau > span:empty {{ display: none; }}
.mention {{ padding: 0 .3em; border-radius: 4px; background: {alerte-doux}; color: {alerte}; font-size: .875rem; }}
button {{ padding: .1rem .6rem; border: 1px solid {region-trait}; border-radius: 4px; background: {fond};
  color: {encre}; font: inherit; cursor: pointer; }}
button:hover {{ border-color: {accent}; color: {accent}; }}
.reinitialiser {{ display: var(--ti-reinitialiser, inline); padding: 0; border: 0; color: {accent};
  line-height: inherit; text-decoration: underline; text-underline-offset: .2em; }}
button:focus-visible {{ outline: 3px solid {focus}; outline-offset: 2px; }}
[hidden] {{ display: none; }}
"""


@cache
def _composant() -> Callable[..., Any]:
    script = amorce("bandeau.js", "monter")
    return st.components.v2.component("bandeau", js=script, css=_STYLE.format(**COULEURS), isolate_styles=True)


def bandeau(donnees: Passage, key: str) -> None:
    _composant()(data=donnees, key=key, width="content")
