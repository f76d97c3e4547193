"""The presentation: a clean screen for the projector, its bar with the step, the timer, and keys."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.messages import Presentation
from ti_dashboard.composants.planche import amorce
from ti_dashboard.planche.theme import COULEURS

_STYLE = """
button {{ padding: .25rem .75rem; border: 1px solid {region-trait}; border-radius: 4px; background: {fond};
  color: {encre}; font: inherit; white-space: nowrap; cursor: pointer; }}
button:hover {{ border-color: {accent}; color: {accent}; }}
button:disabled {{ color: {inconnu}; border-color: {trait}; cursor: default; }}
button:focus-visible {{ outline: 3px solid {focus}; outline-offset: 2px; }}
[hidden] {{ display: none !important; }}
.pied {{ position: fixed; inset: auto 0 0 0; z-index: 10; display: flex; align-items: center; gap: .25rem 1.5rem;
  padding: .4rem 1.5rem; border-top: 2px solid {accent}; background: {fond}; color: {encre}; }}
.pied p {{ margin: 0; }}
.etape {{ flex: 1 1 auto; min-width: 0; display: -webkit-box; overflow: hidden; font-size: 1.25rem; line-height: 1.15;
  font-weight: 700; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }}
.minuterie {{ flex: none; font-size: 1.375rem; font-variant-numeric: tabular-nums; white-space: nowrap; }}
.minuterie[data-etat="depasse"] {{ color: {mauvais}; font-weight: 700; }}
.gestes {{ flex: 0 1 auto; display: flex; flex-wrap: wrap; gap: .4rem; }}
.gestes button {{ padding: .15rem .5rem; font-size: .875rem; }}
.etape[data-hors="true"] {{ color: {alerte}; }}
.avis {{ position: absolute; inset: auto 0 100% 0; padding: .35rem 1.5rem; border-top: 2px solid {alerte};
  background: {alerte-doux}; color: {alerte}; font-size: 1.25rem; font-weight: 600; }}
.invitation {{ flex: none; display: flex; align-items: center; gap: .5rem; padding: .1rem .5rem; font-size: 1.125rem;
  font-weight: 700; }}
.invitation img {{ width: 2.5rem; height: 2.5rem; }}
img[data-fond="sombre"] {{ filter: invert(1) hue-rotate(180deg); }}
.grande-invitation {{ box-sizing: border-box; width: 100vw; max-width: none; height: 100vh; max-height: none; margin: 0;
  padding: 2vh; border: 0; background: {fond}; color: {encre}; text-align: center; cursor: pointer; }}
.grande-invitation[open] {{ display: flex; flex-direction: column; align-items: center; justify-content: center;
  gap: 1.5vh; }}
.grande-invitation p {{ margin: 0; font-size: 3.5vh; }}
.grande-invitation img {{ width: min(62vh, 90vw); height: min(62vh, 90vw); }}
.grande-invitation .code {{ font-size: min(13vh, 11vw); line-height: 1; font-weight: 700; letter-spacing: .04em; }}
.grande-invitation .lien {{ font-size: 2.4vh; overflow-wrap: anywhere; }}
@media print {{ button, .pied {{ display: none; }} }}
"""


@cache
def _composant() -> Callable[..., Any]:
    script = amorce("presentation.js", "monter")
    return st.components.v2.component("presentation", js=script, css=_STYLE.format(**COULEURS), isolate_styles=True)


def presentation(donnees: Presentation, key: str, on_mode: Callable[[], None]) -> None:
    """The bar when there is a ``mode``, else the button that begins.

    ``on_mode`` is called with ``st.session_state[key]["mode"]`` = « clair », « sombre », or « » to leave.
    """
    _composant()(data=donnees, key=key, on_mode_change=on_mode, width="content")
