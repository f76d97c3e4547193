"""Ingénierie (Q7): the supported territories, where each post stands and what has moved; then a tool to choose."""

import streamlit as st

from ti_dashboard.charts import ingenierie as figures
from ti_dashboard.charts import tables
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.portee import REGION, TOUS
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.colonnes import Colonne
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import accord, jour
from ti_dashboard.queries.postes import relever_postes
from ti_dashboard.queries.questions import poser
from ti_dashboard.queries.releve import relever
from ti_dashboard.sans_objet import marquer
from ti_dashboard.store import Ligne
from ti_dashboard.views import selecteur, telechargements
from ti_dashboard.views.comparaison import cadrer, reserve
from ti_dashboard.views.geste import dessiner_planche

COLONNES = (
    Colonne("territoire", "Territoire"),
    Colonne("regions", "Région"),
    Colonne("appui_dit", "Appui"),
    Colonne("etat_poste_dit", "Poste"),
    Colonne("date_poste", "Poste dans cet état depuis le", "jour"),
    Colonne("date_fin_financement", "Fin du cofinancement", "jour"),
    Colonne("reste_dit", "Reste"),
    Colonne("taux_cofinancement", "Part de l'État", "taux"),
    Colonne("nb_projets_avant", "Projets d'avant l'appui", "entier"),
    Colonne("nb_projets", "Projets à l'arrêté", "entier"),
    Colonne("bouge_dit", "Ont bougé depuis l'appui"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", None, "nb_inconnus", "montant_engage"),
    Colonne("nb_jours_sans_nouvelle", "Jours sans nouvelle", "entier"),
)
SUJET = ("territoire", "territoire", "territoire_id")
HAUTEUR = 560
# column → indicator of its cells; the others open the line of the post
CHIFFRES = {
    "appui_dit": "nb_territoires_appuyes",
    "nb_projets_avant": "nb_projets_avant_appui",
    "nb_projets": "nb_projets",
    "bouge_dit": "nb_projets_bouge_appui",
    "montant_engage": "montant_engage",
    "nb_jours_sans_nouvelle": "nb_jours_sans_nouvelle",
}
A_SAVOIR = (
    "« Ont bougé » : changement de statut, engagement, convention ou paiement daté d'après la décision d'appui, "
    "projets remontés depuis compris. « Reste » : jours de cofinancement à courir à la date d'arrêté. « Part de "
    "l'État » : taux de cofinancement du poste."
)


SUIVIS = {"territoires, appui et postes": REGION, "projets et engagé": TOUS}
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
    rows = suivi(contexte)
    dessiner_planche(contexte, composer(contexte, rows), "ingenierie")
    _tableau(contexte, rows)


def suivi(contexte: Contexte) -> list[Ligne]:
    """One row per supported territory or followed post, ready to be written."""
    bound = contexte.choix.parametres() | {"arrete": contexte.choix.arrete, "territoires": [], "postes": []}
    rows = poser(contexte.publication, "appuis_suivi", sur="lignes_postes", **bound)
    return [
        r | {"reste_dit": figures.reste(r), "bouge_dit": figures.mouvement(r), "appui_dit": _appui(r)} for r in rows
    ]  # fmt: skip


def _appui(row: Ligne) -> str:
    if row["est_appuye"]:
        return f"depuis le {jour(row['date_appui'])}"
    return f"terminé le {jour(row['date_fin_appui'])}" if row["date_fin_appui"] else "inconnu"


def composer(contexte: Contexte, rows: list[Ligne]) -> dict[str, object]:
    """The board as one message."""
    publication, choix = contexte.publication, contexte.choix
    words = contexte.en_mots()
    screen = vierge(f"Les territoires appuyés au {jour(choix.arrete)} : un chef de projet en poste ?", words)
    releves, posts = relever(publication, choix), relever_postes(publication, choix)
    if choix.arrete not in releves:
        screen["message"] = f"Aucun territoire au {jour(choix.arrete)} pour ce choix : {words}."
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
    sources = poser(contexte.publication, "appuis_sources", **choix.parametres(), arrete=choix.arrete)
    st.markdown(figures.reponse(choix, rows, sources))
    if not rows:
        return
    screen = vierge("", "")
    note, columns = f"{A_SAVOIR} {tables.MODE_D_EMPLOI}", marquer(COLONNES, choix)
    screen["blocs"] = [
        tables.table(
            "appuis", "", columns, rows, chiffre, note, SUJET, HAUTEUR,
            totaux=figures.total(columns, rows), figure_totaux=total,
        )
    ]  # fmt: skip
    dessiner_planche(contexte, signer(screen), "ingenierie-appuis")
    entete = telechargements.notice(
        contexte, "Territoires appuyés", SUIVIS, ("À savoir", A_SAVOIR), ("Contenu", accord(len(rows), "ligne")),
        *(("Liste décidée", f"{s['emetteur']}, {s['fichier']}, reçu le {jour(s['date_reception'])}") for s in sources),
    )  # fmt: skip
    telechargements.boutons("territoires-appuyes", entete, columns, lambda: rows)


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    """The figure of one territory's cell; what says the post opens the line of the post, a region has none."""
    if cle == "regions":
        return None
    return Chiffre(CHIFFRES.get(cle, "nb_postes"), (("territoire", str(row["territoire_id"])),))


def total(_row: Ligne, cle: str) -> Chiffre | None:
    """The posts and the supports that the rows are; the projects and the money of these territories have no name."""
    names = {"territoire": "nb_postes", "appui_dit": "nb_territoires_appuyes"}
    return Chiffre(names[cle]) if cle in names else None
