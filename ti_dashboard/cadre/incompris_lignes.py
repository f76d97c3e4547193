"""Under the banner: each word of the address that is not understood, what the screen shows, and the closest words."""

from urllib.parse import parse_qs, urlencode

import streamlit as st

from ti_dashboard.cadre.bandeau import MARQUE_ADRESSE
from ti_dashboard.cadre.incompris import corriger
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import accord
from ti_dashboard.langue.mots import Mot
from ti_dashboard.questions.contexte import Contexte

MONTRES = 3


def dessiner(contexte: Contexte) -> None:
    found = contexte.incompris
    if not found:
        return
    with st.container(gap="xsmall", key="cadre-incompris"):
        for rank, mot in enumerate(found[:MONTRES]):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(f"{MARQUE_ADRESSE} {_phrase(mot)}", width="content")
                _gestes(contexte, rank, mot)
        if found[MONTRES:]:
            other = accord(len(found) - MONTRES, "autre mot n'est pas compris", "autres mots ne sont pas compris")
            st.markdown(f"{MARQUE_ADRESSE} {other} dans l'adresse : l'écran n'en tient pas compte.")


def _phrase(mot: Mot) -> str:
    near = " Voir plutôt :" if mot.proches else ""
    return f"{citer(mot.constat)} : « {citer(mot.texte)} ». {citer(mot.suite)}{near}"


def _gestes(contexte: Contexte, rank: int, mot: Mot) -> None:
    for value, label in mot.proches:
        st.button(
            citer(label),
            key=f"proche-{rank}-{value}",
            on_click=_aller,
            args=(contexte, mot, value),
            help=f"Remplacer « {citer(mot.texte)} » par « {citer(label)} »",
        )
    st.button(
        "Oublier ce mot",
        key=f"oublier-{rank}",
        type="tertiary",
        on_click=_aller,
        args=(contexte, mot, None),
        help=f"Oublier ce mot : {citer(mot.texte)}",
    )


def _aller(contexte: Contexte, mot: Mot, valeur: str | None) -> None:
    """The corrected address, as one step that the back button undoes."""
    page, _, query = suivi.adresse_vue(contexte).partition("?")
    asked = parse_qs(query, keep_blank_values=True)
    suivi.aller(f"{page}?{urlencode(corriger(asked, mot, valeur, contexte.vocabulaire), doseq=True)}")
