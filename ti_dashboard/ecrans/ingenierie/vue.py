"""Ingénierie (Q7): the supported territories, where each post stands and what has moved; then a tool to choose."""

import streamlit as st

from ti_dashboard.cadre import absence, telechargements, volets
from ti_dashboard.cadre.comparaison import cadrer, reserve
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.ingenierie import blocs, tableaux
from ti_dashboard.ecrans.ingenierie.parametres import VOLET, VOLETS
from ti_dashboard.langue.formats import jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.postes import relever_avec_postes
from ti_dashboard.tableaux.modele import colonnes_dites

SUJET = ("territoire", "territoire", "territoire_id")
HAUTEUR = 560


def prepare_une_decision() -> bool:
    """Whether the leaf that is open is the one that prepares a decision, another screen."""
    _, preparing = VOLETS
    return volets.choisir(VOLET) == preparing


def dessiner(contexte: Contexte) -> None:
    """The official list: a decision with its source."""
    rows = tableaux.suivi(contexte)
    dessiner_planche(contexte, composer(contexte, rows), "ingenierie")
    _tableau(contexte, rows)


def composer(contexte: Contexte, rows: list[Ligne]) -> Ecran:
    """The board as one message."""
    choix, words = contexte.choix, contexte.en_mots()
    screen = vierge(f"Les territoires appuyés au {jour(choix.arrete)} : un chef de projet en poste ?", words)
    releves = relever_avec_postes(contexte.publication, choix)
    if choix.arrete not in releves:
        screen["message"] = absence.message(choix, f"Aucun territoire au {jour(choix.arrete)} pour ce choix : {words}.")
        return signer(screen)
    cadre = cadrer(contexte, releves)
    screen["sous_titre"] += reserve(contexte, cadre.precedent)
    screen["tuiles"] = blocs.tuiles(cadre)
    if cadre.actuel["nb_postes"].valeur:
        screen["blocs"] = [blocs.par_etat(cadre), blocs.par_region(choix, rows)]
    return signer(screen)


def _tableau(contexte: Contexte, rows: list[Ligne]) -> None:
    choix = contexte.choix
    st.subheader("Territoire par territoire", anchor=False)
    st.markdown(blocs.reponse(choix, rows, tableaux.sources(contexte)))
    if not rows:
        return
    screen = vierge("", "")
    note, columns = (
        f"{tableaux.A_SAVOIR} {tables.MODE_D_EMPLOI}",
        colonnes_dites(contexte, tableaux.COLONNES),
    )
    screen["blocs"] = [
        tables.table(
            "appuis",
            "",
            columns,
            rows,
            tableaux.chiffre,
            note,
            SUJET,
            HAUTEUR,
            totaux=blocs.total(columns, rows),
            figure_totaux=total,
            alt="Territoires appuyés, un à un",
        )
    ]
    dessiner_planche(contexte, signer(screen), "ingenierie-appuis")
    telechargements.boutons(tableaux.APPUYES, contexte)


def total(_row: Ligne, cle: str) -> Chiffre | None:
    """The posts and the supports that the rows are; the projects and the money of these territories have no name."""
    names = {"territoire": "nb_postes", "appui_dit": "nb_territoires_appuyes"}
    return Chiffre(names[cle]) if cle in names else None
