"""The presentation of this browser: nobody follows it, its address keeps it (``?presenter=clair``, ``sombre``)."""

from datetime import UTC, datetime

import streamlit as st

from ti_dashboard.composants.presentation import presentation
from ti_dashboard.contexte import Contexte
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.filters import Filtres
from ti_dashboard.live import etapes
from ti_dashboard.live.base import base
from ti_dashboard.live.etapes import Etape
from ti_dashboard.live.seances import Seance
from ti_dashboard.views import suivi
from ti_dashboard.views.animation import adresse_de_l_etape

MODES = ("clair", "sombre")
CLE, DERNIER = "presentation", "dernier_territoire"
Bloc = dict[str, object]


def mode() -> str | None:
    """« clair », « sombre », or None. The menu forgets the parameters of an address, so it is written there again."""
    asked = st.query_params.get(suivi.PRESENTER)
    if asked in MODES:
        st.session_state[suivi.PRESENTER] = asked
    kept = st.session_state.get(suivi.PRESENTER)
    if kept and asked != kept:
        st.query_params[suivi.PRESENTER] = kept
    return kept


def dessiner(contexte: Contexte) -> None:
    """The bar, or the button that begins."""
    if contexte.page == "territoire":
        st.session_state[DERNIER] = suivi.adresse_vue(contexte)
    shown = mode()
    presentation({"mode": shown} | (_barre(contexte.choix) if shown else {}), CLE, _changer)


def _changer() -> None:
    asked = st.session_state[CLE]["mode"]
    if asked in MODES:
        st.session_state[suivi.PRESENTER] = st.query_params[suivi.PRESENTER] = asked
    elif asked is not None:
        st.session_state.pop(suivi.PRESENTER, None)
        st.query_params.pop(suivi.PRESENTER, None)


def _barre(choix: Filtres) -> Bloc:
    told: Bloc = {
        "situation": choix.arrete_en_mots().capitalize(), "territoire": st.session_state.get(DERNIER),
        "etape": None, "avant": None, "apres": None, "est_animee": False,
    }  # fmt: skip
    try:
        seance = suivi.seance_animee()
        if seance is not None:
            return told | _pas(seance)
        followed = suivi.seance_suivie()
    except TableauDeBordError:
        # The follower's line, or the presenter's bar, says what is wrong.
        return told
    return told | ({"etape": _etape(followed, _agenda(followed))} if followed else {})


def _agenda(seance: Seance) -> list[Etape]:
    return etapes.lister(base(), seance.code)


def _pas(seance: Seance) -> Bloc:
    """The step, and the addresses of its neighbours."""
    steps = _agenda(seance)
    place = etapes.situer(seance, steps)
    return {
        "est_animee": bool(steps), "etape": _etape(seance, steps),
        "avant": place.avant and adresse_de_l_etape(place.avant),
        "apres": place.apres and adresse_de_l_etape(place.apres),
    }  # fmt: skip


def _etape(seance: Seance, steps: list[Etape]) -> Bloc | None:
    """The seconds are counted here: the clock of a browser may be wrong, its stopwatch is not."""
    rank = etapes.situer(seance, steps).rang
    if rank is None:
        return None
    step, since = steps[rank], seance.etape_depuis
    elapsed = (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds() if since else None
    return {
        "rang": rank + 1, "nb": len(steps), "titre": step.titre, "intervenant": step.intervenant,
        "minutes": step.minutes, "ecoule_s": elapsed,
    }  # fmt: skip
