"""The body of a page as one browser component: heading, tiles, map and charts in one message.

Streamlit sends a component's code again in every message, so what is registered here is only a bootloader of a few
hundred bytes. The rest is served at ``/ressources/<hash>/``, the hash of all its files, and cached for ever.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

RESSOURCES = Path(__file__).with_name("ressources")
ADRESSE = "ressources"

# Once the module is there, an update is drawn in the same task as the message that brought it.
_AMORCE = """let module;
export default (c) => module ? module.{geste}(c)
  : import(new URL("{adresse}", document.baseURI)).then((m) => (module = m).{geste}(c));
"""


@cache
def empreinte(dossier: Path = RESSOURCES) -> str:
    """Content hash of every file the browser may ask for: one changed byte changes all the addresses."""
    digest = hashlib.sha256()
    for path in sorted(dossier.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def racine() -> str:
    """What comes before every address when the server is told so (``server.baseUrlPath``): empty, or ``/chemin``."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def amorce(fichier: str, geste: str) -> str:
    """The inline module that loads one of our scripts and calls ``geste`` of it at each message."""
    adresse = f"{racine()}/{ADRESSE}/{empreinte()}/{fichier}"
    return _AMORCE.replace("{adresse}", adresse).replace("{geste}", geste)


@cache
def _composant() -> Callable[..., Any]:
    return st.components.v2.component("planche", js=amorce("planche.js", "dessiner"), isolate_styles=True)


def planche(donnees: Mapping[str, Any], key: str, on_geste: Callable[[], None]) -> Any:
    """Draw ``donnees``, an ``Ecran`` or the name of one.

    A gesture calls ``on_geste``, with ``st.session_state[key]["geste"]`` = ``{type, id}``.

    Gestures: whatever a part of the board declares, and what the map says of its own (``carte.js``).
    """
    return _composant()(data=donnees, key=key, on_geste_change=on_geste)
