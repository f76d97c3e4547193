"""The parameters of an address that the menu forgets, each declared once with what is done of a value nobody knows.

Most belong to this browser alone: the room is never shown them, and whoever moves this browser leaves them where they
are. The measure of the map is shown to the room: it only has to survive the menu.
"""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ti_dashboard.planche.carte import MESURES

PAGE_VUE, ETAPE, CHIFFRE = "page_vue", "etape", "chiffre"


@dataclass(frozen=True)
class Parametre:
    """``connaitre`` gives a value in its one form, or None when it says nothing: it is then as if it were not there."""

    nom: str
    connaitre: Callable[[str], str | None]


def _parmi(valeurs: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda valeur: valeur if valeur in valeurs else None


def _mot(valeur: str) -> str | None:
    """A code or a key: whether it opens anything is for the live store to say, and the screen says it then."""
    return valeur.strip().upper() or None


MODES = ("clair", "sombre")
SUIVRE, ANIMER = Parametre("suivre", _mot), Parametre("animer", _mot)
PRESENTER = Parametre("presenter", _parmi(MODES))
PROPRES = (SUIVRE, ANIMER, PRESENTER)
NOMS = frozenset(p.nom for p in PROPRES)
MESURE, MESURE_PAR_DEFAUT = Parametre("mesure", _parmi(tuple(MESURES))), "etat"


def lire(parametre: Parametre) -> str | None:
    """What this browser came with, by its address or by an earlier run; written in the address again if need be."""
    if asked := parametre.connaitre(st.query_params.get(parametre.nom, "")):
        st.session_state[parametre.nom] = asked
    kept = st.session_state.get(parametre.nom)
    if kept and st.query_params.get(parametre.nom) != kept:
        st.query_params[parametre.nom] = kept
    return kept


def ecrire(parametre: Parametre, valeur: str | None) -> None:
    """Called by a gesture: this browser has this value from now on, or none."""
    if valeur:
        st.session_state[parametre.nom] = st.query_params[parametre.nom] = valeur
    else:
        st.session_state.pop(parametre.nom, None)
        st.query_params.pop(parametre.nom, None)


def tous() -> dict[str, str]:
    """What must go with this browser wherever it is taken: name → value."""
    return {p.nom: kept for p in PROPRES if (kept := lire(p))}


def inconnu(parametre: Parametre) -> str | None:
    """What the address says of a parameter and that means nothing, if anything."""
    asked = st.query_params.get(parametre.nom)
    return asked if asked and parametre.connaitre(asked) is None else None


def retenir_mesure(page: str) -> None:
    """Write the measure again in the address when the reader comes from another page.

    On the same page an address without it has been gone back to. A follower, or a step of the agenda, shows the exact
    screen that was kept, no more.
    """
    came = st.session_state.get(PAGE_VUE, page) != page
    st.session_state[PAGE_VUE] = page
    kept = st.session_state.get(MESURE.nom)
    if came and kept and not {MESURE.nom, SUIVRE.nom, ETAPE} & set(st.query_params):
        st.query_params[MESURE.nom] = kept
    st.session_state[MESURE.nom] = MESURE.connaitre(st.query_params.get(MESURE.nom, ""))
