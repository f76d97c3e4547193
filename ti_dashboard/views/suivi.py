"""Following and presenting a séance: ``?suivre=`` makes this browser a follower, ``?animer=`` the presenter."""

import secrets
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ti_dashboard import adresse
from ti_dashboard.composants.suiveur import suiveur
from ti_dashboard.composants.trajet import trajet
from ti_dashboard.contexte import Contexte
from ti_dashboard.errors import MouvementTardif, TableauDeBordError
from ti_dashboard.filters import Filtres
from ti_dashboard.live import etapes, seances
from ti_dashboard.live.base import base, base_ecrite
from ti_dashboard.live.seances import Seance
from ti_dashboard.views import animation
from ti_dashboard.views.filtres import LISTES, SCALAIRES

SUIVRE, ANIMER, PRESENTER, ETAPE = "suivre", "animer", "presenter", "etape"
# What belongs to one browser: it is never shown to the room.
PROPRES = {SUIVRE, ANIMER, PRESENTER, *SCALAIRES, *LISTES}
PUBLIEE, TRAJET = "adresse_publiee", "trajet_demande"


def adresse_vue(contexte: Contexte) -> str:
    """The address of this screen, written in one way only: two screens with the same one show the same thing."""
    others = {key: st.query_params.get_all(key) for key in sorted(st.query_params) if key not in PROPRES}
    words = [adresse.ecrire(contexte.choix, contexte.vocabulaire)]
    words += [urlencode(others, doseq=True)] if others else []
    return f"/{contexte.page}?{'&'.join(words)}"


def suivre(contexte: Contexte) -> None:
    """Keep this browser where the presenter is, when its address says so."""
    if asked := st.session_state.pop(TRAJET, None):
        trajet(asked, secrets.token_hex(4))
    if _retenu(ANIMER):
        return
    seen = adresse_vue(contexte)
    if code := _retenu(SUIVRE):
        suiveur(code.upper(), seen, "suiveur", _lu(code))
    elif seance := _a_veiller(contexte.choix):
        suiveur(seance.code, seen, "veilleur", (seance.revision, seance.etape_id))


def _lu(code: str) -> tuple[int, int | None]:
    """What this run knows of a séance; a code that names none, or a store that does not answer, know nothing."""
    try:
        found = seances.trouver(base(), code.upper())
    except TableauDeBordError:
        found = None
    return (found.revision, found.etape_id) if found else (0, None)


def _a_veiller(choix: Filtres) -> Seance | None:
    """The séance held on the arrêté of this screen: whoever looks at it sees its corrections as they are typed."""
    try:
        store = base_ecrite()
        return seances.ouverte_sur(store, choix.arrete) if store else None
    except TableauDeBordError:
        # The strip of corrections says it.
        return None


def animer(contexte: Contexte, place: DeltaGenerator) -> None:
    """Tell the room where the presenter is, then draw what he presents with; a decision is noted in ``place``.

    Called before the page, so that followers do not wait for the presenter's own screen.
    """
    seen = adresse_vue(contexte)
    try:
        seance = seance_animee()
        if seance is not None:
            seance = _publier(seance, seen)
            suiveur(seance.code, seen, "animateur", (seance.revision, seance.etape_id))
            animation.dessiner(seance, seen, aller, lambda: _montrer(seance.code, seen))
            with place:
                animation.noter(seance, seen, contexte.choix)
    except TableauDeBordError as error:
        # The figures do not depend on it: they stay.
        st.warning(str(error))


def completer(contexte: Contexte) -> None:
    """Once the page is drawn: tell the room what the page itself wrote in the address."""
    seen = adresse_vue(contexte)
    if st.session_state.get(PUBLIEE, seen) != seen and (seance := seance_animee()) is not None:
        _publier(seance, seen)


def seance_animee() -> Seance | None:
    """The open séance this browser presents, if any."""
    cle = _retenu(ANIMER)
    seance = seances.animee_par(base(), cle) if cle else None
    return None if seance is None or seance.est_close else seance


def seance_suivie() -> Seance | None:
    """The open séance this browser follows, if any."""
    code = _retenu(SUIVRE)
    found = seances.trouver(base(), code.upper()) if code else None
    return None if found is None or found.est_close else found


def rejoindre(code: str) -> None:
    """Called by a gesture: follow this séance from now on."""
    st.session_state[SUIVRE] = code


def prendre_la_main(cle: str) -> None:
    """Called by a gesture: present the séance of this key from now on."""
    st.session_state.pop(SUIVRE, None)
    st.session_state[ANIMER] = cle


def aller(adresse: str) -> None:
    """Called by a gesture: this browser goes to an address, at the end of this run; it stays presenter or follower."""
    kept = {name: st.session_state[name] for name in (SUIVRE, ANIMER) if st.session_state.get(name)}
    sign = "&" if "?" in adresse else "?"
    st.session_state[TRAJET] = adresse + (sign + urlencode(kept) if kept else "")


def _publier(seance: Seance, seen: str) -> Seance:
    """Move the room when this browser moved.

    One that opens or comes back moves nobody, but for the very first: its screen may be older than the room's.
    """
    is_opening = PUBLIEE not in st.session_state and seance.version > 1
    if not is_opening and st.session_state.get(PUBLIEE) != seen and seance.adresse != seen:
        _deplacer(seance, seen)
        seance = seances.lire(base(), seance.code)
    st.session_state[PUBLIEE] = seen
    return seance


def _deplacer(seance: Seance, seen: str) -> None:
    asked = st.query_params.get(ETAPE, "")
    known = {str(step.etape_id) for step in etapes.lister(base(), seance.code)} if asked else set()
    try:
        seances.deplacer(base(), seance.code, seen, seance.version, int(asked) if asked in known else None)
    except MouvementTardif:
        # Somebody else who presents moved in between: the room is already further.
        return


def _montrer(code: str, seen: str) -> None:
    """Called by a gesture: bring the room to this screen, wherever it was."""
    _deplacer(seances.lire(base(), code), seen)


def _retenu(parametre: str) -> str | None:
    """The code this browser came with: the menu forgets the parameters of an address, so it is written there again."""
    code = st.query_params.get(parametre) or st.session_state.get(parametre)
    if code:
        st.session_state[parametre] = code
        if parametre not in st.query_params:
            st.query_params[parametre] = code
    return code
