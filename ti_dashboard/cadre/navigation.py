"""The menu, and how to go from a page to another."""

import streamlit as st

from ti_dashboard.adresse.pages import ENTREES, Entree
from ti_dashboard.cadre.parametres import TERRITOIRE
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.langue.citation import Markdown

A_OUVRIR = "territoire_a_ouvrir"


def _page(entree: Entree) -> st.Page:
    return st.Page(
        RACINE / "pages" / f"{entree.fichier}.py",
        title=entree.titre,
        url_path=entree.fichier,
        default=entree is ENTREES[0],
        visibility="visible" if entree.est_listee else "hidden",
    )


def _entree(fichier: str) -> Entree:
    return next(e for e in ENTREES if e.fichier == fichier)


def pages(sans_menu: bool = False) -> st.Page:
    """Declare the pages; returns the one the address asks for."""
    written = [entree for entree in ENTREES if (RACINE / "pages" / f"{entree.fichier}.py").exists()]
    return st.navigation([_page(entree) for entree in written], position="hidden" if sans_menu else "top")


def lien(fichier: str, texte: Markdown) -> None:
    """A link to another page that keeps the filters."""
    st.page_link(_page(_entree(fichier)), label=texte)


def demander_territoire(territoire_id: str) -> None:
    """Called by a gesture: the frame opens the sheet once the filters of this run are drawn."""
    st.session_state[A_OUVRIR] = territoire_id


def suivre_geste() -> None:
    """Open the sheet a gesture asked for, if any."""
    if territoire_id := st.session_state.pop(A_OUVRIR, None):
        aller_au_territoire(territoire_id)


def aller_au_territoire(territoire_id: str) -> None:
    """Leave for the sheet of a territory; the shared filters follow."""
    st.switch_page(_page(_entree("territoire")), query_params={TERRITOIRE.nom: territoire_id})
