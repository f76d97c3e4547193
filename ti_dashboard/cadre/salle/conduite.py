"""The presenter leads: the room goes where his browser goes, and knows that it did."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from ti_dashboard.adresse import parametres
from ti_dashboard.cadre.parametres import ETAPE
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.salle import relais
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import etapes, marche, seances
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
    return told is not None and told.adresse != vue and est_montrable(vue)


def est_montrable(vue: str) -> bool:
    """Whether a room may be led to this screen: what prepares a séance is for its presenter alone."""
    return parametres.est_pour_la_salle(parse_qs(urlsplit(vue).query))


def mener(seance: Seance, vue: str) -> Seance:
    """Move the room when this browser moved.

    One that opens or comes back moves nobody, but for the very first: its screen may be older than the room's. Nor does
    the page where it opens the séance: the room begins by the figures of its arrêté.
    """
    if seance.est_brouillon:
        # Opened, it begins where its presenter then is.
        st.session_state.pop(MENEE, None)
        return seance
    if not est_montrable(vue):
        return seance
    if MENEE not in st.session_state:
        moves_nobody = seance.version > 1 or urlsplit(vue).path == "/seance"
        st.session_state[MENEE] = _Menee(vue if moves_nobody else "")
    told: _Menee = st.session_state[MENEE]
    if told.adresse != vue and seance.adresse != vue and relais.tient(seance) and not marche.est_immobile(seance):
        deplacer(seance, vue)
        told.adresse = vue
        seance = seances.lire(magasin(), seance.code)
    told.adresse = vue
    return seance


def deplacer(seance: Seance, vue: str) -> None:
    asked = st.query_params.get(ETAPE.nom, "")
    known = {str(step.etape_id) for step in etapes.lister(magasin(), seance.code)} if asked else set()
    try:
        marche.deplacer(magasin(), seance.code, vue, seance.version, int(asked) if asked in known else None)
    except GesteRefuse:
        # Somebody else who presents moved in between: the room is already further, or no longer moves.
        return
