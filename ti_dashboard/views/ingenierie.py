"""Ingénierie (Q7): the supported territories, where each post stands and what has moved; then a tool to choose."""

import streamlit as st

from ti_dashboard.charts import ingenierie as figures
from ti_dashboard.charts import tables
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import jour
from ti_dashboard.queries.postes import relever_postes
from ti_dashboard.queries.releve import relever
from ti_dashboard.store import Ligne
from ti_dashboard.tableaux import ingenierie as tableaux
from ti_dashboard.tableaux.modele import colonnes_dites
from ti_dashboard.views import absence, selecteur, telechargements
from ti_dashboard.views.comparaison import cadrer, reserve
from ti_dashboard.views.geste import dessiner_planche

SUJET = ("territoire", "territoire", "territoire_id")
HAUTEUR = 560
VOLETS = ("Territoires appuyés", "Préparer une décision")


def dessiner(contexte: Contexte) -> None:
    leaf = st.segmented_control(
        "Volet", VOLETS, default=VOLETS[0], key="volet_ingenierie", bind="query-params", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    if leaf == VOLETS[1]:
        selecteur.dessiner(contexte)
    else:
        appuis(contexte)


def appuis(contexte: Contexte) -> None:
    """The official list: a decision with its source."""
    rows = tableaux.suivi(contexte)
    dessiner_planche(contexte, composer(contexte, rows), "ingenierie")
    _tableau(contexte, rows)


def composer(contexte: Contexte, rows: list[Ligne]) -> dict[str, object]:
    """The board as one message."""
    publication, choix = contexte.publication, contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Les territoires appuyés au {jour(choix.arrete)} : un chef de projet en poste ?", words)
    releves, posts = relever(publication, choix), relever_postes(publication, choix)
    if choix.arrete not in releves:
        screen["message"] = absence.message(choix, f"Aucun territoire au {jour(choix.arrete)} pour ce choix : {words}.")
        return signer(screen)
    cadre = cadrer(contexte, {day: releves[day] | posts[day] for day in releves})
    screen["sous_titre"] += reserve(contexte, cadre.precedent)
    screen["tuiles"] = figures.tuiles(cadre)
    if cadre.actuel["nb_postes"].valeur:
        screen["blocs"] = [figures.par_etat(cadre), figures.par_region(choix, rows)]
    return signer(screen)


def _tableau(contexte: Contexte, rows: list[Ligne]) -> None:
    choix = contexte.choix
    st.subheader("Territoire par territoire", anchor=False)
    st.markdown(figures.reponse(choix, rows, tableaux.sources(contexte)))
    if not rows:
        return
    screen = vierge("", "")
    note, columns = (
        f"{tableaux.A_SAVOIR} {tables.MODE_D_EMPLOI}",
        colonnes_dites(contexte, tableaux.COLONNES),
    )
    screen["blocs"] = [
        tables.table(
            "appuis", "", columns, rows, tableaux.chiffre, note, SUJET, HAUTEUR,
            totaux=figures.total(columns, rows), figure_totaux=total,
        )
    ]  # fmt: skip
    dessiner_planche(contexte, signer(screen), "ingenierie-appuis")
    telechargements.boutons(tableaux.APPUYES, contexte)


def total(_row: Ligne, cle: str) -> Chiffre | None:
    """The posts and the supports that the rows are; the projects and the money of these territories have no name."""
    names = {"territoire": "nb_postes", "appui_dit": "nb_territoires_appuyes"}
    return Chiffre(names[cle]) if cle in names else None
