"""Ask the browser to keep the key of a séance in a cookie, by a request whose address does not hold it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from ti_dashboard.composants.planche import racine

_SCRIPT = """const gardes = window.clesGardees ??= new Set();
export default ({ data }) => {
  if (gardes.has(data.code)) return;
  gardes.add(data.code);
  const headers = { "Content-Type": "application/json" };
  const oublier = () => gardes.delete(data.code);
  const demande = { method: "POST", headers, body: JSON.stringify({ cle: data.cle, poste: data.poste }) };
  fetch(data.adresse, demande).then((r) => r.ok || oublier(), oublier);
};
"""


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("temoin", js=_SCRIPT)


def temoin(code: str, cle: str, poste: str) -> None:
    """``poste`` tells this browser from another that presents the same séance."""
    said = {"code": code, "cle": cle, "poste": poste, "adresse": f"{racine()}/animation"}
    _composant()(data=said, key=f"temoin-{code}")
