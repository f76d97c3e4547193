"""The follower: an open stream that takes this browser where the presenter is, and says so.

A move goes through the browser's own history, as the back button does: whatever the address holds is followed, the
filters of a page included, in one run of the script.
"""

import time
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.messages import Annonce, DonneesSuivi, Propres, Role
from ti_dashboard.composants.planche import amorce, racine
from ti_dashboard.planche.theme import COULEURS

# Revision of the séance, and its current step.
Lu = tuple[int, int | None]
_STYLE = """
.suiveur {{ display: flex; gap: 1rem; align-items: center; padding: .25rem .75rem; border-left: 4px solid {accent};
  background: {fond-doux}; color: {encre}; font-size: 1rem; }}
.suiveur[data-etat="perdu"], .suiveur[data-etat="quitte"] {{ border-color: {alerte}; background: {alerte-doux}; }}
.suiveur[hidden] {{ display: none; }}
.suiveur p {{ margin: 0; }}
.suiveur button {{ font: inherit; color: {accent}; background: {fond}; border: 1px solid {accent}; border-radius: 4px;
  padding: .1rem .6rem; cursor: pointer; }}
.annonce {{ margin: 0; border-left: 4px solid {accent}; background: {fond-doux}; color: {encre}; font-size: 1rem; }}
.annonce span {{ padding: .25rem .75rem; display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical;
  -webkit-line-clamp: 4; }}
.annonce:empty {{ border: 0; }}
.annonce[data-place="pied"] {{ position: fixed; inset: auto 0 3.5rem 0; z-index: 9; font-size: 1.25rem;
  border-left: 0; border-top: 2px solid {accent}; }}
.annonce[data-place="pied"]:empty {{ border: 0; }}
.suiveur button:focus-visible {{ outline: 3px solid {focus}; outline-offset: 2px; }}
"""


@cache
def _composant() -> Callable[..., Any]:
    script = amorce("suiveur.js", "monter")
    return st.components.v2.component("suiveur", js=script, css=_STYLE.format(**COULEURS), isolate_styles=True)


def suiveur(code: str, vue: str, role: Role, lu: Lu, propres: Propres, annonce: Annonce | None = None) -> None:
    """Follow the séance ``code``, as ``DonneesSuivi`` tells it; ``lu`` is what this run knows of it."""
    revision, etape = lu
    donnees = DonneesSuivi(
        code=code,
        vue=vue,
        racine=racine(),
        role=role,
        propres=propres,
        passage=time.monotonic_ns(),
        revision=revision,
        etape=etape,
        annonce=annonce,
    )
    _composant()(data=donnees, key=role, on_revision_change=lambda: None)
