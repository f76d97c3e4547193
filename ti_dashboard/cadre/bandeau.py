"""The banner: which arrêté is shown, that data are a demonstration; on a wall, the filters as removable chips.

Elsewhere the boxes say what they hold, and let it go: the same words under them would only take a line.
"""

import streamlit as st

from ti_dashboard.cadre.filtres import basculer, reinitialiser
from ti_dashboard.langue.citation import citer
from ti_dashboard.programme.filtres import FILTRES
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.ouvertes import MENTION, mention

# Before what is said of a word of the address.
MARQUE_ADRESSE = ":orange-badge[Adresse]"


def dessiner(contexte: Contexte, avertissement: str | None, avec_puces: bool) -> None:
    """The line of the arrêté; ``avertissement``: why the publication shown is not the last one; ``avec_puces``: there
    are no boxes on this screen."""
    arrete = contexte.arrete
    named = arrete.libelle.removesuffix(f" du {arrete.etiquette}")
    words = [f"**Arrêté du {citer(arrete.etiquette)}**", citer(named)]
    if arrete.est_demonstration:
        words.append(":orange-badge[Données de démonstration]")
    if mention(contexte.publication, contexte.choix):
        words.append(f":orange-badge[{MENTION}]")
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(" · ".join(words), width="content")
        if avec_puces:
            _puces()
    if avertissement:
        st.warning(citer(avertissement))


def dire_ce_qui_manque(contexte: Contexte) -> None:
    """Under the line of the arrêté: what open data lack, who holds it, how far they go."""
    if told := mention(contexte.publication, contexte.choix):
        st.caption(citer(told))


def reinitialisation() -> None:
    """One gesture for all the list filters. Its place is there, empty or not: what stands beside it never moves."""
    with st.container(key="cadre-reinitialiser", width="content"):
        if any(st.session_state[key] for key in FILTRES):
            st.button("Réinitialiser les filtres", key="reinitialiser", type="tertiary", on_click=reinitialiser)


def _puces() -> None:
    for key in FILTRES:
        for label in st.session_state[key]:
            _puce(key, label)


def _puce(key: str, label: str) -> None:
    name, shown = citer(FILTRES[key].libelle), citer(label)
    st.button(
        f"{name} : {shown} ✕",
        key=f"puce-{key}-{label}",
        help=f"Retirer le filtre {name} : {shown}",
        on_click=basculer,
        args=(key, label),
    )
