"""Following and presenting a séance: ``?suivre=`` makes this browser a follower, ``?animer=`` the presenter."""

from urllib.parse import urlencode

import streamlit as st

from ti_dashboard import adresse
from ti_dashboard.composants.suiveur import suiveur
from ti_dashboard.errors import MouvementTardif, TableauDeBordError
from ti_dashboard.filters import Filtres
from ti_dashboard.live import seances
from ti_dashboard.live.base import base
from ti_dashboard.queries.options import vocabulaire
from ti_dashboard.store import Publication
from ti_dashboard.views.filtres import LISTES, SCALAIRES

SUIVRE, ANIMER = "suivre", "animer"
PROPRES = {SUIVRE, ANIMER, *SCALAIRES, *LISTES}
PUBLIEE = "adresse_publiee"


def adresse_vue(page: st.Page, publication: Publication, choix: Filtres) -> str:
    """The address of this screen, written in one way only: two screens with the same one show the same thing."""
    others = {key: st.query_params.get_all(key) for key in sorted(st.query_params) if key not in PROPRES}
    words = [adresse.ecrire(choix, vocabulaire(publication))]
    words += [urlencode(others, doseq=True)] if others else []
    return f"/{page.url_path}?{'&'.join(words)}"


def suivre(page: st.Page, publication: Publication, choix: Filtres) -> None:
    """Keep this browser where the presenter is, when its address says so."""
    if (code := _retenu(SUIVRE)) and not _retenu(ANIMER):
        suiveur(code.upper(), adresse_vue(page, publication, choix), key="suiveur", on_revision=lambda: None)


def animer(page: st.Page, publication: Publication, choix: Filtres) -> None:
    """Tell the room where the presenter is, if it changed since this session last said it.

    Called before the page is drawn, so that followers do not wait for the presenter's own screen, and once after it
    for what the page itself wrote in the address.
    """
    if not (cle := _retenu(ANIMER)):
        return
    seen = adresse_vue(page, publication, choix)
    if st.session_state.get(PUBLIEE) == seen:
        return
    try:
        _publier(cle, seen)
    except MouvementTardif:
        # Somebody else who presents moved in between: the room is already further.
        pass
    except TableauDeBordError as error:
        st.warning(str(error))
        return
    st.session_state[PUBLIEE] = seen


def _publier(cle: str, seen: str) -> None:
    seance = seances.animee_par(base(), cle)
    if seance is not None and not seance.est_close and seance.adresse != seen:
        seances.deplacer(base(), seance.code, seen, seance.version)


def _retenu(parametre: str) -> str | None:
    """The code this browser came with: the menu forgets the parameters of an address, so it is written there again."""
    code = st.query_params.get(parametre) or st.session_state.get(parametre)
    if code:
        st.session_state[parametre] = code
        if parametre not in st.query_params:
            st.query_params[parametre] = code
    return code
