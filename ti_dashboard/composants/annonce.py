"""A sentence that changes what the reader waits for, read aloud in the one status region of the page."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.planche import amorce


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("annonce", html="<p hidden></p>", js=amorce("annonces.js", "dire"))


def annonce(mots: str, cle: str) -> None:
    """Said when it is not what ``cle`` said last; nothing of it is seen, and it takes no room."""
    _composant()(data={"mots": mots, "cle": cle}, key=f"annonce-{cle}", width="content")
