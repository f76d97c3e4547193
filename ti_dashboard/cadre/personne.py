"""Who is at this screen: the account whose session its browser holds, a guest, or whoever sits at the only post."""

import time

import streamlit as st

from ti_dashboard.acces import temoins
from ti_dashboard.acces.actions import Action
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.acces.personne import Personne, au_poste, visiteur
from ti_dashboard.live import sessions
from ti_dashboard.live.base import Base, base, base_ecrite

LUE = "personne_lue"
# A right taken away holds no longer than this on a screen that is open.
FRAICHEUR_S = 2.0


def courante() -> Personne:
    """With the rights they have now. Raises MagasinIndisponible."""
    if not est_en_reseau():
        return au_poste()
    read: tuple[float, Personne] | None = st.session_state.get(LUE)
    if read is None or time.monotonic() - read[0] > FRAICHEUR_S:
        read = st.session_state[LUE] = (time.monotonic(), _lire())
    return read[1]


def _lire() -> Personne:
    origin = st.context.ip_address or ""
    held = temoins.lire(temoins.SESSION, st.context.cookies.get(temoins.SESSION, ""))
    found = sessions.lire(base(), held, origin) if held else None
    return found.personne if found else visiteur(origin)


def peut(action: Action) -> bool:
    return courante().peut(action)


def magasin() -> Base:
    """The live store, written in the name of who is at this screen."""
    return base().au_nom_de(courante())


def magasin_ecrit() -> Base | None:
    """The same, or None while nobody has written in it."""
    store = base_ecrite()
    return store and store.au_nom_de(courante())
