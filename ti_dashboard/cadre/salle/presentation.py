"""The presentation of this browser: nobody follows it, its address keeps it (``?presenter=clair``, ``sombre``)."""

import time
from typing import cast

import streamlit as st

from ti_dashboard.adresse import partagee
from ti_dashboard.cadre import propres
from ti_dashboard.cadre.parametres import PRESENTER
from ti_dashboard.cadre.personne import magasin
from ti_dashboard.cadre.salle import liens, suivi
from ti_dashboard.comite import place
from ti_dashboard.comite.agenda import adresse_de_l_etape
from ti_dashboard.comite.place import Situation
from ti_dashboard.composants.messages import EtapeEnCours, Invitation, Mode, PiedDePresentation, Presentation
from ti_dashboard.composants.planche import racine
from ti_dashboard.composants.presentation import presentation
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.exports.qr import en_adresse
from ti_dashboard.live import etapes
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.parametres import TERRITOIRE
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.questions.contexte import Contexte

CLE, DERNIER = "presentation", "dernier_territoire"


def mode() -> Mode | None:
    return cast(Mode | None, propres.lire(PRESENTER))


def dessiner(contexte: Contexte) -> None:
    """The bar, or the button that begins."""
    if contexte.page == "territoire":
        st.session_state[DERNIER] = st.query_params.get(TERRITOIRE.nom)
    shown = mode()
    told = Presentation(mode=shown, racine=racine(), propres=propres.tous(), passage=time.monotonic_ns())
    presentation({**told, **_pied(contexte)} if shown else told, CLE, _changer)


def _changer() -> None:
    asked = st.session_state[CLE]["mode"]
    if asked is not None:
        propres.ecrire(PRESENTER, propres.connaitre(PRESENTER, asked))


def _pied(contexte: Contexte) -> PiedDePresentation:
    told: PiedDePresentation = {
        "situation": contexte.choix.arrete_en_mots().capitalize(),
        "territoire": _dernier(contexte),
        "etape": None,
        "avant": None,
        "apres": None,
        "retour": None,
        "est_animee": False,
        "invitation": None,
    }
    try:
        seance = suivi.seance_animee()
        shown = seance or suivi.seance_suivie()
        if shown is None:
            return told
        ou = place.situer(magasin(), contexte.vocabulaire, shown)
        told |= {"etape": _etape(shown, ou), "invitation": _invitation(shown)}
        return {**told, **_pas(ou)} if seance else told
    except TableauDeBordError:
        # The follower's line, or the presenter's bar, says what is wrong.
        return told


def _dernier(contexte: Contexte) -> str | None:
    """The sheet opened last, under the filters of now: those of then would come back to the room without a word."""
    last = st.session_state.get(DERNIER)
    return last and f"/territoire?{partagee.ecrire(contexte.choix, contexte.vocabulaire, **{TERRITOIRE.nom: last})}"


def _pas(ou: Situation) -> PiedDePresentation:
    """The addresses of the steps around this one, and the way back to it."""
    around = ou.place
    return {
        "est_animee": bool(ou.agenda),
        "retour": ou.retour,
        "avant": adresse_de_l_etape(around.avant) if around.avant else None,
        "apres": adresse_de_l_etape(around.apres) if around.apres else None,
    }


def _etape(seance: Seance, ou: Situation) -> EtapeEnCours | None:
    """The seconds are counted here: the clock of a browser may be wrong, its stopwatch is not."""
    step = ou.etape
    if step is None or ou.place.rang is None:
        return None
    return {
        "rang": ou.place.rang + 1,
        "nb": len(ou.agenda),
        "titre": step.titre,
        "intervenant": step.intervenant,
        "minutes": step.minutes,
        "ecoule_s": etapes.ecoule_s(seance, step),
        "est_hors": ou.est_hors,
    }


def _invitation(seance: Seance) -> Invitation:
    """What a telephone at the back of the room must read to follow."""
    link = liens.lien_du_telephone(seance.code)
    return {"code": seance.code, "lien": link, "image": en_adresse(link, COULEURS["encre"], COULEURS["fond"])}
