"""The Territoires page: tiles, map and regions, and the list sorted by lateness with its search box."""

import streamlit as st

from ti_dashboard.cadre import hors_filtres, telechargements
from ti_dashboard.cadre.geste import PAUSE_DE_FRAPPE, dessiner_planche, mesure_demandee
from ti_dashboard.ecrans.territoires import tableaux
from ti_dashboard.ecrans.territoires.tableaux import CHERCHE, VUE, VUES
from ti_dashboard.langue.citation import citer
from ti_dashboard.questions.contexte import Contexte


def chiffres(contexte: Contexte) -> None:
    dessiner_planche(contexte, "territoires", {})


def carte_et_regions(contexte: Contexte) -> None:
    dessiner_planche(contexte, "territoires-carte", mesure_demandee())


def liste(contexte: Contexte) -> None:
    """Sorted by lateness; a figure opens its lines, a name the sheet of its territory."""
    words = st.text_input(
        "Chercher un territoire, une intercommunalité, une commune ou un département",
        key=CHERCHE,
        bind="query-params",
        type="search",
        live=PAUSE_DE_FRAPPE,
        placeholder="Oyonnax, Ain, Saint-Brieuc…",
    )
    view = st.segmented_control("Montrer", VUES, default=VUES[0], key=VUE, bind="query-params", required=True)
    mots = {CHERCHE: [words or ""], VUE: [view]}
    if words and words.strip():
        shown = {row["territoire_id"] for row in tableaux.liste(contexte, mots).lignes}
        hors_filtres.dire_les_territoires(contexte, words, shown, {VUE: VUES[0]})
    if not dessiner_planche(contexte, "territoires-liste", mots):
        st.info(f"Aucun territoire ne répond à « {citer(words)} » avec ces filtres." if words else "Aucun territoire.")
        return
    telechargements.boutons(tableaux.LISTE, contexte, mots)
