"""The menu, and how to go from a page to another."""

import streamlit as st

from ti_dashboard.acces.actions import ADMINISTRER, EXPLOITER
from ti_dashboard.acces.mode import est_en_reseau
from ti_dashboard.adresse.pages import ACCUEIL, ENTREES, Page, trouver
from ti_dashboard.cadre.personne import peut
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.langue.citation import Markdown
from ti_dashboard.planche.parametres import TERRITOIRE

A_OUVRIR = "territoire_a_ouvrir"


def _page(entree: Page | None) -> st.Page:
    if entree is None:
        raise KeyError("No page has this name.")
    return st.Page(
        RACINE / "pages" / f"{entree.fichier}.py",
        title=entree.titre,
        url_path=entree.fichier,
        default=entree is ACCUEIL,
        visibility="visible" if entree.est_listee and est_utile(entree) else "hidden",
    )


def est_utile(entree: Page) -> bool:
    """In the menu of who may open it; the menu of the only post stays what it was."""
    return peut(entree.droit) and (entree.droit not in (ADMINISTRER, EXPLOITER) or est_en_reseau())


def pages(sans_menu: bool = False) -> st.Page:
    """Declare the pages; returns the one the address asks for."""
    return st.navigation([_page(entree) for entree in ENTREES], position="hidden" if sans_menu else "top")


def lien(fichier: str, texte: Markdown) -> None:
    """A link to another page that keeps the filters."""
    st.page_link(_page(trouver(fichier)), label=texte)


def demander_territoire(territoire_id: str) -> None:
    """Called by a gesture: the frame opens the sheet once the filters of this run are drawn."""
    st.session_state[A_OUVRIR] = territoire_id


def suivre_geste() -> None:
    """Open the sheet a gesture asked for, if any."""
    if territoire_id := st.session_state.pop(A_OUVRIR, None):
        aller_au_territoire(territoire_id)


def aller_au_territoire(territoire_id: str) -> None:
    """Leave for the sheet of a territory; the shared filters follow."""
    st.switch_page(_page(trouver("territoire")), query_params={TERRITOIRE.nom: territoire_id})
