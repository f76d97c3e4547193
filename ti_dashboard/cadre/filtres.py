"""The shared filters: widgets bound to the address, drawn on every page, read back as one value.

What travels in the address is the label, so labels are a public vocabulary. Arrêté, comparison and phase are always
written there, even at their default: an address copied today shows the same screen after the next publication.
"""

import contextlib

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ti_dashboard.adresse import partagee
from ti_dashboard.adresse.comprise import ARRETE, COMPARE, PHASE, SCALAIRES, Vocabulaire
from ti_dashboard.composants.cadre import cadre
from ti_dashboard.composants.filtres import filtres
from ti_dashboard.composants.messages import Boite
from ti_dashboard.compositions.boites import INVITES, LIBELLES, SCALAIRES_DITS
from ti_dashboard.langue.citation import citer
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import FILTRES, PHASES, Filtres
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import contexte, vocabulaire

RETENUS = "filtres_retenus"


def dessiner(publication: Publication, page: str) -> Contexte:
    """Draw the widgets; returns what the rest of the run reads, the chosen filters as codes."""
    words = vocabulaire(publication)
    _assurer_defauts(words)
    place = st.container(gap=None)
    # Bound to the address and never seen: what the browser's own boxes write there, this run reads here.
    with st.container(key="cadre-liees"):
        _scalaires(words)
        for key, one in FILTRES.items():
            options = list(words.listes[key].values())
            st.multiselect(citer(one.libelle), options, key=key, bind="query-params", placeholder=one.invite)
    choix, _ = partagee.lire(_mots(), words)
    with place:
        filtres([_boite(key, choix, words) for key in LIBELLES])
    return contexte(publication, choix, page)


def _boite(key: str, choix: Filtres, words: Vocabulaire) -> Boite:
    """What the browser draws of one filter."""
    return Boite(
        cle=key,
        libelle=LIBELLES[key],
        invite=INVITES.get(key, ""),
        est_multiple=key in FILTRES,
        options=list(words.options(key).values()),
        choisis=partagee.en_mots(choix, words)[key],
    )


def _scalaires(words: Vocabulaire) -> None:
    """The boxes that hold one value."""
    for key, label in SCALAIRES_DITS.items():
        options = list(words.options(key).values())
        st.selectbox(
            label,
            options,
            None,
            key=key,
            bind="query-params",
            placeholder=label,
            on_change=_suivre,
            args=(key, words),
        )


def replier() -> None:
    """What a telephone shows in place of the widgets: one button."""
    cadre()


def _mots() -> dict[str, list[str]]:
    """What widgets hold; where one was just emptied what it held before, unless another arrêté was asked for: what
    follows from it is not what stood before it; on a first run what the address asks for."""
    state, kept = st.session_state, st.session_state.get(RETENUS, {})
    if (asked := state.get(ARRETE)) and asked != kept.get(ARRETE):
        kept = {}
    words = {k: state.get(k) or kept.get(k) or st.query_params.get_all(k) for k in SCALAIRES}
    words |= {k: state[k] if k in state else st.query_params.get_all(k) for k in FILTRES}
    return {key: value if isinstance(value, list) else [value] for key, value in words.items()}


def _assurer_defauts(words: Vocabulaire) -> None:
    """Fill what neither the address nor an earlier run has chosen; unknown values of the address count as absent.

    Escape on a closed box empties it: what it held comes back, so that the screen never jumps to another arrêté.
    """
    state = st.session_state
    labels = partagee.completer(_mots(), words)
    held = {key: state[key] if key in state else st.query_params.get(key) for key in labels}
    missing = {key: label for key, label in labels.items() if held[key] != label}
    if missing and not any(key in state for key in missing):
        # Streamlit leaves a default out of the address: written by hand before the widget is bound, it stays. All at
        # once, so that the back button meets one step and not three.
        unknown = any(key in st.query_params for key in missing)
        with contextlib.suppress(StreamlitAPIException):
            st.query_params.update(missing)
        if unknown:
            # A widget takes away the parameter whose first value it does not know: it must be born with the good one.
            st.rerun()
    state.update(missing)
    state[RETENUS] = labels


def _suivre(quittee: str, words: Vocabulaire) -> None:
    """Called when a box has another value: those that follow from it do."""
    state, kept = st.session_state, st.session_state.get(RETENUS, {})
    shown = {key: label for key in SCALAIRES if (label := state.get(key) or kept.get(key)) is not None}
    if state.get(quittee) is None or shown.get(ARRETE) not in words.arretes:
        return
    left = {quittee: [kept.get(quittee, shown[quittee])]}
    followed = partagee.apres({key: [label] for key, label in shown.items()}, left, words)
    state.update(partagee.completer(followed, words))


def aller_a(words: Vocabulaire, arrete: str, phase: int) -> None:
    """Called by a gesture: this arrêté and this phase, their own comparison, the list filters kept."""
    state = st.session_state
    state[ARRETE], state[PHASE], state[COMPARE] = arrete, PHASES[phase], words.precedent(arrete, phase)


def resserrer(key: str, code: str, words: Vocabulaire) -> None:
    """A click on a bar adds its choice, or removes it; a code takes the place of one that stood for it and others."""
    labels, held = words.listes[key], st.session_state.get(key, [])
    left = {labels[c] for c in labels if c == code or code in FILTRES[key].developper(c)}
    added = [labels[code]] * (labels[code] not in held)
    st.session_state[key] = [c for c in held if c not in left] + added
