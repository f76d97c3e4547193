"""Send this browser to an address of the application, through its own history, in one run of the script."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.planche import racine

_SCRIPT = """const faits = window.trajetsFaits ??= new Set();
export default ({ data }) => {
  if (faits.has(data.jeton)) return;
  faits.add(data.jeton);
  history.pushState(history.state, "", data.adresse);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
};
"""


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("trajet", js=_SCRIPT)


def trajet(adresse: str, jeton: str) -> None:
    """``jeton`` names this departure: drawn twice, it leaves once."""
    _composant()(data={"adresse": racine() + adresse, "jeton": jeton}, key=f"trajet-{jeton}")
