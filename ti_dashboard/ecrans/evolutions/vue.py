"""Évolutions (Q10): two leaves, what changed between two arrêtés and what calls for a question."""

import streamlit as st

from ti_dashboard.cadre import absence, telechargements, volets
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.evolutions import tableaux, vue_alertes
from ti_dashboard.ecrans.evolutions.parametres import VOLET
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche import evolutions
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.pont import pont
from ti_dashboard.programme.evolution import Deplacement, Empechement, Evolution, sans_comparaison
from ti_dashboard.questions import evolutions as questions
from ti_dashboard.questions.comparaison import empechement
from ti_dashboard.questions.contexte import Contexte


def dessiner(contexte: Contexte) -> None:
    volets.dessiner(contexte, VOLET, (changements, vue_alertes.dessiner))


def changements(contexte: Contexte) -> None:
    publication, choix = contexte.publication, contexte.choix
    why = empechement(publication, choix)
    if why is not None:
        dessiner_planche(contexte, refuser(contexte, why), "evolutions")
        return
    found = questions.evolutions(publication, choix)
    moved = tableaux.deplaces(contexte)
    dessiner_planche(contexte, composer(contexte, found, moved), "evolutions")
    _telecharger(contexte, moved)


def composer(contexte: Contexte, found: tuple[Evolution, ...], moved: dict[str, list[Deplacement]]) -> Ecran:
    """The board as one message; every text in it is ready to read."""
    choix = contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui a changé entre le {jour(choix.compare)} et le {jour(choix.arrete)} ?", words)
    screen["blocs"] = [
        evolutions.phrases(found, moved),
        evolutions.taux_cote_a_cote(choix, questions.taux_compares(contexte.publication, choix)),
        *(pont(choix, e) for e in found),
    ]
    return signer(screen)


def refuser(contexte: Contexte, why: Empechement) -> Ecran:
    """The board when there is nothing to compare: one sentence that says why, and what to choose."""
    choix = contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Qu'est-ce qui a changé au {jour(choix.arrete)} ?", words)
    told = sans_comparaison(why, choix).phrase
    screen["message"] = absence.message(choix, told) if why == "absente" else told
    return signer(screen)


def _telecharger(contexte: Contexte, moved: dict[str, list[Deplacement]]) -> None:
    left, right = st.columns(2)
    with left:
        st.caption("Tous les mouvements, cause par cause, entrées et sorties :")
        telechargements.boutons(tableaux.MOUVEMENTS, contexte)
    if any(moved.values()):
        with right:
            st.caption("Les territoires entrés, sortis et signés, avec leur cause :")
            telechargements.boutons(tableaux.NOMS, contexte)
