"""What Streamlit's menu forgets of an address and stays all the same: what is this browser's own, and what is kept.

The room is never shown what is this browser's own, and whoever moves this browser leaves it where it is.
"""

import streamlit as st

from ti_dashboard.adresse import parametres
from ti_dashboard.adresse.parametres import Parametre
from ti_dashboard.cadre.parametres import ETAPE, SUIVRE
from ti_dashboard.composants.messages import Propres

PAGE_VUE = "page_vue"


def connaitre(parametre: Parametre, valeur: str) -> str | None:
    """A value in its one form, or None when it says nothing: it is then as if it were not there.

    Where there are no options it is a code or a key: whether it opens anything is for the live store to say, and the
    screen says it then.
    """
    if parametre.options is None:
        return valeur.strip().upper() or None
    return valeur if valeur in parametre.options else None


def lire(parametre: Parametre) -> str | None:
    """What this browser came with, by its address or by an earlier run; written in the address again if need be."""
    if asked := connaitre(parametre, st.query_params.get(parametre.nom, "")):
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


def tous() -> Propres:
    """What must go with this browser wherever it is taken: name → value."""
    return Propres({one.nom: kept for one in parametres.de("navigateur") if (kept := lire(one))})


def inconnu(parametre: Parametre) -> str | None:
    """What the address says of a parameter and that means nothing, if anything."""
    asked = st.query_params.get(parametre.nom)
    return asked if asked and connaitre(parametre, asked) is None else None


def garder(page: str) -> None:
    """Write again in the address what is kept, when the reader comes from another page.

    On the same page an address without it has been gone back to. A follower, or a step of the agenda, shows the exact
    screen that was kept, no more.
    """
    came = st.session_state.get(PAGE_VUE, page) != page and not {SUIVRE.nom, ETAPE.nom} & set(st.query_params)
    st.session_state[PAGE_VUE] = page
    for one in parametres.declares().values():
        if one.garde is None:
            continue
        if came and one.nom not in st.query_params and (kept := st.session_state.get(one.nom)):
            st.query_params[one.nom] = kept
        st.session_state[one.nom] = [text for text in st.query_params.get_all(one.nom) if one.garde(text)]
