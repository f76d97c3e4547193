"""The shared filters: six widgets bound to the address, drawn on every page, read back as one value.

What travels in the address is the label, so labels are a public vocabulary. Arrêté, comparison and phase are always
written there, even at their default: an address copied today shows the same screen after the next publication.
"""

import contextlib
from collections.abc import Sequence

import streamlit as st
from streamlit.errors import StreamlitAPIException

from ti_dashboard.filters import PHASES, Filtres
from ti_dashboard.queries.options import Arrete, arretes, libelles
from ti_dashboard.store import Publication

SANS_COMPARAISON = "Aucune comparaison"
LISTES = {
    "region": ("Région", "Toutes les régions"),
    "theme": ("Thème", "Tous les thèmes"),
    "operateur": ("Opérateur", "Tous les opérateurs"),
}


def dessiner(publication: Publication) -> Filtres:
    """Draw the six widgets; returns the chosen filters as codes."""
    known = arretes(publication)
    _assurer_defauts(known)
    dates = [a.etiquette for a in known]
    columns = st.columns([1, 1.15, 1.25, 1.6, 1.6, 1.6], gap="small")
    columns[0].selectbox("Arrêté", dates, index=None, key="arrete", bind="query-params", placeholder="Arrêté",
                         on_change=_suivre_arrete, args=(known,))  # fmt: skip
    columns[1].selectbox("Comparé à", [SANS_COMPARAISON, *dates], index=None, key="compare", bind="query-params",
                         placeholder=SANS_COMPARAISON)  # fmt: skip
    columns[2].selectbox("Phase", list(PHASES.values()), index=None, key="phase", bind="query-params",
                         placeholder="Phase")  # fmt: skip
    for column, (key, (label, placeholder)) in zip(columns[3:], LISTES.items(), strict=True):
        column.multiselect(label, list(libelles(publication, key).values()), key=key, bind="query-params",
                           placeholder=placeholder, wrap=False)  # fmt: skip
    return lire(publication)


def _assurer_defauts(known: Sequence[Arrete]) -> None:
    """Fill what neither the address nor an earlier run has chosen; unknown values of the address count as absent."""
    labels = [a.etiquette for a in known]
    _default("arrete", labels, labels[0])
    chosen = _chosen("arrete", labels) or labels[0]
    position = labels.index(chosen)
    _default("phase", list(PHASES.values()), PHASES[known[position].phase_en_cours])
    _default("compare", [SANS_COMPARAISON, *labels], _precedent(labels, position))


def _chosen(key: str, options: Sequence[str]) -> str | None:
    value = st.session_state.get(key) or st.query_params.get(key)
    return value if value in options else None


def _default(key: str, options: Sequence[str], value: str) -> None:
    if _chosen(key, options) is not None:
        return
    if key not in st.session_state:
        # Streamlit leaves a default out of the address: written by hand before the widget is bound, it stays there.
        with contextlib.suppress(StreamlitAPIException):
            st.query_params[key] = value
    st.session_state[key] = value


def _precedent(labels: Sequence[str], position: int) -> str:
    return labels[position + 1] if position + 1 < len(labels) else SANS_COMPARAISON


def _suivre_arrete(known: Sequence[Arrete]) -> None:
    """Another arrêté opens on the phase under way at its date, compared with the arrêté before it."""
    labels = [a.etiquette for a in known]
    if (chosen := st.session_state.get("arrete")) in labels:
        position = labels.index(chosen)
        st.session_state["phase"] = PHASES[known[position].phase_en_cours]
        st.session_state["compare"] = _precedent(labels, position)


def lire(publication: Publication) -> Filtres:
    """The filters the widgets hold now, as codes."""
    known = arretes(publication)
    by_label = {a.etiquette: a.arrete_id for a in known}
    state = st.session_state
    arrete = by_label.get(state["arrete"], known[0].arrete_id)
    compare = by_label.get(state["compare"])
    codes = {key: _codes(publication, key) for key in LISTES}
    phase = next((code for code, label in PHASES.items() if label == state["phase"]), known[0].phase_en_cours)
    return Filtres(
        arrete, phase, compare if compare != arrete else None, codes["region"], codes["theme"], codes["operateur"]
    )


def _codes(publication: Publication, key: str) -> tuple[str, ...]:
    chosen = set(st.session_state[key])
    return tuple(code for code, label in libelles(publication, key).items() if label in chosen)


def basculer(key: str, label: str) -> None:
    """Add or remove one choice of a list filter, as a click on a bar or a chip does."""
    chosen = list(st.session_state.get(key, []))
    st.session_state[key] = [c for c in chosen if c != label] if label in chosen else [*chosen, label]


def reinitialiser() -> None:
    """Remove the three list filters; arrêté, comparison and phase are the question, not a filter on it."""
    for key in LISTES:
        st.session_state[key] = []
