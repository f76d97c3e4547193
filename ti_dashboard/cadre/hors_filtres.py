"""Something searched or opened that the filters of this screen leave out: it is said, with one gesture to widen."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, enumeration
from ti_dashboard.programme.filtres import SANS_FILTRE, TOUS
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.poser import poser


def dire(
    contexte: Contexte,
    constat: Markdown,
    geste: Markdown,
    listes: tuple[str, ...] = TOUS,
    vues: Mapping[str, str] | None = None,
) -> None:
    """``constat`` says what is left out; the button empties ``listes`` and puts ``vues`` (key → choice) back."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f":orange-badge[Hors de ces filtres] {constat} Filtres suivis : {citer(contexte.en_mots())}.",
            width="content",
        )
        st.button(geste, key=f"elargir-{geste}", on_click=_elargir, args=(listes, vues or {}), type="primary")


def dire_les_territoires(contexte: Contexte, words: str, shown: set[object], vues: Mapping[str, str]) -> None:
    """The territories of this arrêté that answer too, and that the filters or the view leave out (``vues``: the view
    that leaves nothing out)."""
    choix = contexte.choix
    bound = {**choix.parametres(), **SANS_FILTRE, "arrete": choix.arrete}
    names = {
        r["territoire_id"]: str(r["nom"]) for r in poser_en_sommes(contexte.publication, "territoires_liste", **bound)
    }
    answers = poser(contexte.publication, "recherche_territoires", phase=choix.phase, cherche=words)
    left = [names[a["territoire_id"]] for a in answers if a["territoire_id"] in names.keys() - shown]
    if left:
        told = enumeration(left[:3]) + (", entre autres" if len(left) > 3 else "")
        answer = accord(len(left), "autre territoire répond", "autres territoires répondent")
        dire(
            contexte,
            citer(f"{answer} à « {words} » : {told}."),
            Markdown("Chercher sans ces filtres"),
            vues=vues,
        )


def dire_les_projets(
    contexte: Contexte, asked: dict[str, Any], words: str, found: int, vues: Mapping[str, str]
) -> None:
    """How many more projects answer when no filter nor view narrows the search (``vues``: the view that does not)."""
    wide = {**asked, **SANS_FILTRE, "choix": "tous", "limite": 1, "saut": 0}
    rows = poser(contexte.publication, "projets_recherche", **wide) if words.strip() else ()
    others = (rows[0]["nb_trouves"] if rows else 0) - found
    if others > 0:
        answer = accord(others, "autre projet répond", "autres projets répondent")
        dire(
            contexte,
            citer(f"{answer} à « {words} »."),
            Markdown("Chercher sans ces filtres"),
            vues=vues,
        )


def _elargir(listes: tuple[str, ...], vues: Mapping[str, str]) -> None:
    for key in listes:
        st.session_state[key] = []
    for key, choice in vues.items():
        st.session_state[key] = choice
