"""What warns, in a browser, that its session is about to end."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.planche import amorce, racine


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("fin-de-session", js=amorce("fin_de_session.js", "monter"))


def fin_de_session() -> None:
    """The page asks the server by itself when it ends: nothing of it is told here, where it would soon be untrue."""
    _composant()(data={"adresse": f"{racine()}/session"}, key="fin-de-session", width="content")
