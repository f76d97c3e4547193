"""The leaves of a screen, one at a time: the one that is open is named in the address, by the declared parameter."""

from collections.abc import Callable, Sequence

import streamlit as st

from ti_dashboard.adresse.parametres import Parametre
from ti_dashboard.questions.contexte import Contexte


def choisir(volet: Parametre) -> str:
    """Draw the names of the leaves; gives that of the one that is open, the first unless told."""
    labels = tuple(volet.options or ())
    return st.segmented_control(
        "Volet",
        labels,
        default=labels[0],
        key=volet.nom,
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    )


def dessiner(contexte: Contexte, volet: Parametre, dessins: Sequence[Callable[[Contexte], None]]) -> None:
    """``dessins``: what draws each leaf, in their order."""
    dict(zip(volet.options or (), dessins, strict=True))[choisir(volet)](contexte)
