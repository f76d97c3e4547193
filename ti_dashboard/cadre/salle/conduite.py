"""The presenter leads: the room goes where his browser goes, and knows that it did."""

from dataclasses import dataclass

import streamlit as st

from ti_dashboard.cadre.parametres import ETAPE
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.salle import relais
from ti_dashboard.errors import MouvementTardif
from ti_dashboard.live import etapes, seances
from ti_dashboard.live.seances import Seance

MENEE = "salle_menee"


@dataclass
class _Menee:
    """Where the room was last told that this browser is. Not a word of the session: each access to one may end the run,
    when the presenter is already elsewhere; the room would have moved and this browser not known it, which could then
    not bring it back to where it was.
    """

    adresse: str


def est_ailleurs(vue: str) -> bool:
    """Whether this browser, which leads, shows another screen than the one it last told."""
    told: _Menee | None = st.session_state.get(MENEE)
    return told is not None and told.adresse != vue


def mener(seance: Seance, vue: str) -> Seance:
    """Move the room when this browser moved.

    One that opens or comes back moves nobody, but for the very first: its screen may be older than the room's.
    """
    if MENEE not in st.session_state:
        st.session_state[MENEE] = _Menee(vue if seance.version > 1 else "")
    told: _Menee = st.session_state[MENEE]
    if told.adresse != vue and seance.adresse != vue and relais.tient(seance):
        deplacer(seance, vue)
        told.adresse = vue
        seance = seances.lire(magasin(), seance.code)
    told.adresse = vue
    return seance


def deplacer(seance: Seance, vue: str) -> None:
    asked = st.query_params.get(ETAPE.nom, "")
    known = {str(step.etape_id) for step in etapes.lister(magasin(), seance.code)} if asked else set()
    try:
        seances.deplacer(magasin(), seance.code, vue, seance.version, int(asked) if asked in known else None)
    except MouvementTardif:
        # Somebody else who presents moved in between: the room is already further.
        return
