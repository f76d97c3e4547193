"""The tables of the page « Financements », to the cent: any cell opens the lines behind it."""

import streamlit as st

from ti_dashboard.cadre import telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.financements import composition_tables as compositions
from ti_dashboard.ecrans.financements import tableaux
from ti_dashboard.langue.citation import citer
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import Tableau


def themes(contexte: Contexte) -> None:
    _tableau(contexte, tableaux.TITRE_THEMES, compositions.THEMES, tableaux.THEMES)


def territoires(contexte: Contexte) -> None:
    _tableau(contexte, tableaux.TITRE_TERRITOIRES, compositions.TERRITOIRES, tableaux.TERRITOIRES)


def enveloppes(contexte: Contexte) -> None:
    _tableau(contexte, tableaux.TITRE_ENVELOPPES, compositions.ENVELOPPES, tableaux.ENVELOPPES)


def _tableau(contexte: Contexte, titre: str, montree: Composition, emportee: Tableau) -> None:
    """Draw the table, and what is downloaded under it."""
    st.subheader(citer(titre), anchor=False)
    if dessiner_planche(contexte, montree.cle, {}):
        telechargements.boutons(emportee, contexte)
    else:
        st.markdown("Aucune enveloppe annoncée à cet arrêté.")
