"""Leaf « Alertes »: counted tiles, editable thresholds, and the rows behind, each opening its sheet."""

import streamlit as st

from ti_dashboard.cadre import projet, telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.composants.planche import planche
from ti_dashboard.compositions import planches_gardees
from ti_dashboard.ecrans.evolutions.parametres import SEUILS, SIGNAL, VOLET, VOLETS
from ti_dashboard.ecrans.evolutions.tableaux import SIGNAUX
from ti_dashboard.langue.formats import accord, jours
from ti_dashboard.programme.signaux import GENRES
from ti_dashboard.questions.alertes import Seuils
from ti_dashboard.questions.contexte import Contexte

CLE = "alertes"


def dessiner(contexte: Contexte) -> None:
    projet.dessiner(contexte)
    board = st.container()
    thresholds = _seuils()
    asked = {name: [str(getattr(thresholds, name))] for name in SEUILS} | {SIGNAL.nom: [signal() or ""]}
    mots = {**asked, VOLET.nom: VOLETS[1:]}
    screen = planches_gardees.planche(contexte, CLE, mots)
    if screen is not None:
        with board:
            planche(screen, key=CLE, on_geste=_suivre)
    if dessiner_planche(contexte, "alertes-lignes", mots):
        telechargements.boutons(SIGNAUX, contexte, asked)


def signal() -> str | None:
    """The kind the address keeps, if any."""
    asked = st.query_params.get(SIGNAL.nom)
    return asked if asked in GENRES else None


def _suivre() -> None:
    """A tile keeps its kind; the tile already kept gives all of them back."""
    chosen = str((st.session_state[CLE]["geste"] or {}).get("id"))
    if chosen == signal():
        st.query_params.pop(SIGNAL.nom, None)
    elif chosen in GENRES:
        st.query_params[SIGNAL.nom] = chosen


def _seuils() -> Seuils:
    """The thresholds of the address; a default is left out of it, and said."""
    defaults = Seuils()
    columns = st.columns([1, 1, 1, 2], vertical_alignment="bottom")
    values = {
        name: column.number_input(
            label, low, high, value=getattr(defaults, name), key=name, bind="query-params", step=1, placeholder=label
        )
        for column, (name, (label, low, high)) in zip(columns, SEUILS.items(), strict=False)
    }
    columns[3].caption(
        f"Par défaut : {jours(defaults.jours)}, {accord(defaults.mois, 'mois', 'mois')} et "
        f"{accord(defaults.echelon, 'mois', 'mois')}. L'adresse retient vos seuils."
    )
    return Seuils(**{name: value or getattr(defaults, name) for name, value in values.items()})
