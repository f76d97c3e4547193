"""Corrections typed in the room: a strip on every screen of their arrêté, and the old value struck on each figure."""

from decimal import Decimal

import streamlit as st

from ti_dashboard.adresse import gardee
from ti_dashboard.cadre.personne import magasin, magasin_ecrit
from ti_dashboard.cadre.salle import suivi
from ti_dashboard.compositions import corrigees
from ti_dashboard.compositions.corrigees import lue, par_figure, precise
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.langue.citation import Markdown, citer
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.live import corrections
from ti_dashboard.live.corrections import Correction
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.corrections import identite
from ti_dashboard.planche.dependances import contient
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.filtres import Filtres
from ti_dashboard.programme.valeurs import formater
from ti_dashboard.questions.contexte import Contexte

MONTREES = 3
ERREUR, LUES = "correction_erreur", "corrections_lues"


def affichees(choix: Filtres) -> list[Correction]:
    """What the room has corrected over this arrêté, the latest first; nothing when nobody has ever written."""
    store = magasin_ecrit()
    return corrections.affichees(store, choix.arrete)[::-1] if store else []


def arretes_corriges() -> dict[str, str]:
    """Label of each arrêté over whose figures a correction is displayed, and the mark of what is; none where the store
    does not answer."""
    try:
        store = magasin_ecrit()
        return {jour(day): mark for day, mark in corrections.arretes_corriges(store).items()} if store else {}
    except TableauDeBordError:
        # The strip says it.
        return {}


def trouver(contexte: Contexte, chiffre: Chiffre) -> Correction | None:
    """The correction displayed over a figure, if any."""
    return par_figure(contexte, affichees(contexte.choix)).get(identite(chiffre, contexte.choix))


def bandeau(contexte: Contexte) -> None:
    """Say every correction of this arrêté, whatever the page; the presenter can take back his own.

    Read here once for the run: every board drawn after it lays the same ones over its figures.
    """
    st.session_state[LUES] = []
    try:
        found = st.session_state[LUES] = affichees(contexte.choix)
        animee = suivi.seance_animee() if found else None
    except TableauDeBordError as error:
        st.warning(citer(error))
        return
    if message := st.session_state.pop(ERREUR, None):
        st.error(citer(message))
    for correction in found[:MONTREES]:
        _ligne(contexte, correction, animee)
    if len(found) > MONTREES:
        with st.expander(accord(len(found) - MONTREES, "autre correction", "autres corrections"), type="compact"):
            for correction in found[MONTREES:]:
                _ligne(contexte, correction, animee)


def _ligne(contexte: Contexte, correction: Correction, animee: Seance | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":orange-badge[Corrigé en séance] {en_phrase(correction)}", width="content")
        if lue(contexte, correction) is None:
            st.markdown(f":red-badge[Posée sur aucun chiffre] {perdue(contexte, correction)}", width="content")
        if animee is not None and correction.statut == corrections.PROPOSEE and correction.seance_code == animee.code:
            st.button(
                "Annuler la correction",
                key=f"annuler_{correction.correction_id}",
                type="tertiary",
                on_click=_annuler,
                args=(correction, animee),
                help=f"Annuler la correction : {citer(correction.motif)}",
            )


def en_phrase(correction: Correction) -> str:
    """« Engagé (Phase I · Bretagne) : ~~320 k€~~ **330 k€**. Convention oubliée (CGET), à confirmer… »."""
    figure = lire(correction.perimetre.chiffre)
    name = citer(figure.indicateur.libelle) if figure else "Chiffre"
    old, new = (citer(_ecrire(figure, v)) for v in (correction.valeur_ancienne, correction.valeur_nouvelle))
    said = corrections.STATUTS[correction.statut].affiche
    return (
        f"{name} ({citer(correction.perimetre.filtres)}) : ~~{old}~~ **{new}**. "
        f"{citer(correction.motif)} ({citer(correction.auteur)}), {citer(said)}"
    )


def _ecrire(figure: Chiffre | None, value: Decimal | None) -> str:
    return formater(figure.indicateur_id, value) if figure else str(value)


def _annuler(correction: Correction, animee: Seance) -> None:
    try:
        corrections.decider(magasin(), correction.correction_id, "annulee", animee.animateur)
    except TableauDeBordError as error:
        st.session_state[ERREUR] = str(error)


def annoter(contexte: Contexte, ecran: Ecran) -> Ecran:
    """A board with the corrections that the strip says over its figures."""
    return corrigees.annoter(contexte, ecran, st.session_state[LUES])


def plus_recentes(contexte: Contexte, chiffre: Chiffre) -> list[Correction]:
    """The corrections of what this figure contains: its value does not have them yet."""
    return [
        c
        for c in affichees(contexte.choix)
        if (read := lue(contexte, c)) and contient((chiffre, contexte.choix), precise(contexte, *read))
    ]


def perdue(contexte: Contexte, correction: Correction) -> Markdown:
    """Why a correction is laid over no figure."""
    where = correction.perimetre
    said = gardee.incomprise(where.adresse, contexte.vocabulaire)
    return citer(said or f"chiffre qui n'est plus compris : « {where.chiffre} »")
