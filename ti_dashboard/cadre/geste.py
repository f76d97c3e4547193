"""What a gesture on a board does: it writes the shared filters or the address, so the back button undoes it."""

import streamlit as st

from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.cadre import corrections, panneau, projet
from ti_dashboard.cadre.courant import adresse_demandee
from ti_dashboard.cadre.filtres import resserrer
from ti_dashboard.cadre.navigation import demander_territoire
from ti_dashboard.cadre.salle import invites
from ti_dashboard.composants.messages import EcranNomme
from ti_dashboard.composants.planche import planche
from ti_dashboard.compositions import planches_gardees
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.magasin import guichet
from ti_dashboard.planche import portee
from ti_dashboard.planche.carte import MESURES
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.parametres import MESURE, mesure_choisie
from ti_dashboard.programme import chiffre
from ti_dashboard.questions.contexte import Contexte

# A search answers this long after the last key: more than between two letters, less than between two words.
PAUSE_DE_FRAPPE = "120ms"
# What a browser that could not read a screen asks for; from then on its boards come whole.
ENTIER, ENTIERES = "entier", "planches_entieres"


def dessiner_planche(contexte: Contexte, cle: str, mots: Mots) -> bool:
    """Draw a board of this page, what the room has corrected over its figures; follow its gestures.

    ``mots``: what the address says of the parameters it depends on. False where the page has none at this address.
    """
    screen = planches_gardees.planche(contexte, cle, mots)
    if screen is not None:
        invites.retenir(screen)
        shown = corrections.annoter(contexte, screen)
        _dessiner(contexte, shown if shown != screen else _nommer(contexte, screen, cle, mots), cle)
    return screen is not None


def dessiner_compose(contexte: Contexte, ecran: Ecran, cle: str) -> None:
    """The same for a board that its view composes: what it shows is not said by an address alone."""
    screen = portee.reserver(ecran, contexte.choix)
    invites.retenir(screen)
    _dessiner(contexte, corrections.annoter(contexte, screen), cle)


def _dessiner(contexte: Contexte, ecran: Ecran | EcranNomme, cle: str) -> None:
    planche(ecran, key=cle, on_geste=lambda: _suivre(contexte, cle))


def _nommer(contexte: Contexte, ecran: Ecran, cle: str, mots: Mots) -> Ecran | EcranNomme:
    """The board by its name, where this browser can read it at the address of its screen; whole where it could not."""
    asked = adresse_demandee()
    is_read_alone = planches_gardees.est_de_l_adresse(contexte, cle, mots, asked) and _est_servie(contexte.publication)
    if ENTIERES in st.session_state or not is_read_alone:
        return ecran
    return EcranNomme(adresse=planches_gardees.adresse(contexte, asked), signature=ecran["signature"])


def _est_servie(publication: guichet.Publication) -> bool:
    """Another one may have been set in place since this run began."""
    try:
        return guichet.service().publication is publication
    except TableauDeBordError:
        return False


def _suivre(contexte: Contexte, cle: str) -> None:
    geste = st.session_state[cle]["geste"] or {}
    kind, code = str(geste.get("type")), str(geste.get("id"))
    lists = contexte.vocabulaire.listes
    if kind == ENTIER:
        st.session_state[ENTIERES] = True
    elif kind in lists and code in lists[kind]:
        resserrer(kind, code, contexte.vocabulaire)
    elif kind == "mesure" and code in MESURES:
        st.query_params[MESURE.nom] = code
    elif kind == "chiffre" and (figure := chiffre.lire(code)):
        panneau.demander(figure)
    elif kind == "territoire":
        demander_territoire(code)
    elif kind == "projet":
        projet.demander(code)


def mesure_demandee() -> Mots:
    """What the address says of the measure of the map."""
    return {MESURE.nom: [mesure_choisie({MESURE.nom: st.query_params.get_all(MESURE.nom)})]}
