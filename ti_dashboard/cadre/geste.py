"""What a gesture on a board does: it writes the shared filters or the address, so the back button undoes it."""

import streamlit as st

from ti_dashboard.cadre import corrections, panneau, projet
from ti_dashboard.cadre.filtres import resserrer
from ti_dashboard.cadre.navigation import demander_territoire
from ti_dashboard.cadre.parametres import MESURE, MESURE_PAR_DEFAUT
from ti_dashboard.cadre.salle import invites
from ti_dashboard.composants.planche import planche
from ti_dashboard.planche import portee
from ti_dashboard.planche.carte import MESURES
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.programme import chiffre
from ti_dashboard.questions.contexte import Contexte

# A search answers this long after the last key: more than between two letters, less than between two words.
PAUSE_DE_FRAPPE = "120ms"


def dessiner_planche(contexte: Contexte, donnees: Ecran, cle: str) -> None:
    """Draw a board, what the room has corrected over its figures and what they do not follow; follow its gestures."""
    invites.retenir(donnees)
    planche(
        portee.reserver(corrections.annoter(contexte, donnees), contexte.choix),
        key=cle,
        on_geste=lambda: _suivre(contexte, cle),
    )


def _suivre(contexte: Contexte, cle: str) -> None:
    geste = st.session_state[cle]["geste"] or {}
    kind, code = str(geste.get("type")), str(geste.get("id"))
    lists = contexte.vocabulaire.listes
    if kind in lists and code in lists[kind]:
        resserrer(kind, code, contexte.vocabulaire)
    elif kind == "mesure" and code in MESURES:
        st.query_params[MESURE.nom] = code
    elif kind == "chiffre" and (figure := chiffre.lire(code)):
        panneau.demander(figure)
    elif kind == "territoire":
        demander_territoire(code)
    elif kind == "projet":
        projet.demander(code)


def mesure_choisie() -> str:
    """Measure of the map the address asks for."""
    asked = st.query_params.get(MESURE.nom, "")
    return asked if asked in MESURES else MESURE_PAR_DEFAUT
