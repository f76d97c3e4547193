"""The shared filters: widgets bound to the address, drawn on every page, read back as one value.

What travels in the address is the label, so labels are a public vocabulary. Arrêté, comparison and phase are always
written there, even at their default: an address copied today shows the same screen after the next publication.
"""

import contextlib
from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.errors import StreamlitAPIException

from ti_dashboard.adresse import partagee
from ti_dashboard.adresse.comprise import ARRETE, COMPARE, PHASE, SANS_COMPARAISON, SCALAIRES, Vocabulaire
from ti_dashboard.composants.cadre import cadre
from ti_dashboard.langue.citation import citer
from ti_dashboard.magasin.guichet import Publication
from ti_dashboard.programme.filtres import FILTRES, PHASES
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.options import contexte, vocabulaire

RETENUS = "filtres_retenus"
# Of the boxes of ``SCALAIRES``, a list being 1: at 1280 px « Aucune comparaison » and a phase are whole. How far they
# give way to a list that holds something is in ``cadre.css``.
LARGEURS = (1.3, 1.75, 1.8)


def dessiner(publication: Publication, page: str) -> Contexte:
    """Draw the widgets; returns what the rest of the run reads, the chosen filters as codes."""
    words = vocabulaire(publication)
    _assurer_defauts(words)
    columns = st.columns([*LARGEURS, *[1] * len(FILTRES)], gap="xsmall")
    _scalaires(columns, words)
    for column, (key, one) in zip(columns[len(LARGEURS) :], FILTRES.items(), strict=True):
        options = list(words.listes[key].values())
        column.multiselect(
            citer(one.libelle), options, key=key, bind="query-params", placeholder=one.invite, wrap=False
        )
    choix, _ = partagee.lire(_mots(), words)
    return contexte(publication, choix, page)


def _scalaires(columns: Sequence[DeltaGenerator], words: Vocabulaire) -> None:
    """The boxes that hold one value."""
    dates = list(words.arretes)
    columns[0].selectbox(
        "Arrêté",
        dates,
        index=None,
        key=ARRETE,
        bind="query-params",
        placeholder="Arrêté",
        on_change=_suivre_arrete,
        args=(words,),
    )
    columns[1].selectbox(
        "Comparé à", [SANS_COMPARAISON, *dates], None, key=COMPARE, bind="query-params", placeholder=SANS_COMPARAISON
    )
    columns[2].selectbox(
        "Phase",
        list(PHASES.values()),
        index=None,
        key=PHASE,
        bind="query-params",
        placeholder="Phase",
        on_change=_suivre_phase,
        args=(words,),
    )


def replier() -> None:
    """What a telephone shows in place of the widgets: one button, and how many choices narrow the screen."""
    cadre(sum(len(st.session_state[key]) for key in FILTRES))


def _mots() -> dict[str, list[str]]:
    """What widgets hold; where one was just emptied what it held before; on a first run what the address asks for."""
    state, kept = st.session_state, st.session_state.get(RETENUS, {})
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


def _suivre_arrete(words: Vocabulaire) -> None:
    """Another arrêté opens on the phase under way at its date, compared with the latest one before that has it."""
    chosen = st.session_state.get(ARRETE)
    if chosen is None:
        return
    defaults = partagee.completer({ARRETE: [chosen]}, words)
    st.session_state[PHASE], st.session_state[COMPARE] = defaults[PHASE], defaults[COMPARE]


def _suivre_phase(words: Vocabulaire) -> None:
    """Another phase keeps the comparison where it has territories; where it has none it opens on its own."""
    state, kept = st.session_state, st.session_state.get(RETENUS, {})
    arrete, compare, label = (state.get(key) or kept.get(key) for key in SCALAIRES)
    if label is None or arrete not in words.arretes:
        return
    phase, earlier = partagee.code_phase(label), partagee.code_phase(kept.get(PHASE, label))
    was_default = compare == SANS_COMPARAISON == words.precedent(arrete, earlier)
    if was_default or (compare in words.phases and phase not in words.phases[compare]):
        state[COMPARE] = words.precedent(arrete, phase)


def aller_a(words: Vocabulaire, arrete: str, phase: int) -> None:
    """Called by a gesture: this arrêté and this phase, their own comparison, the list filters kept."""
    state = st.session_state
    state[ARRETE], state[PHASE], state[COMPARE] = arrete, PHASES[phase], words.precedent(arrete, phase)


def basculer(key: str, label: str) -> None:
    """Add or remove one choice of a list filter, as a click on a chip does."""
    chosen = list(st.session_state.get(key, []))
    st.session_state[key] = [c for c in chosen if c != label] if label in chosen else [*chosen, label]


def resserrer(key: str, code: str, words: Vocabulaire) -> None:
    """The same by a click on a bar: a code takes the place of the choice that stood for it and others."""
    labels = words.listes[key]
    wider = {labels[c] for c in labels if c != code and code in FILTRES[key].developper(c)}
    st.session_state[key] = [c for c in st.session_state.get(key, []) if c not in wider]
    basculer(key, labels[code])


def reinitialiser() -> None:
    """Remove the list filters; arrêté, comparison and phase are the question, not a filter on it."""
    for key in FILTRES:
        st.session_state[key] = []
