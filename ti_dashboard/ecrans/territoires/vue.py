"""The Territoires page: tiles, map and regions, and the list sorted by lateness with its search box."""

import streamlit as st

from ti_dashboard.cadre import absence, hors_filtres, telechargements
from ti_dashboard.cadre.comparaison import cadrer, reserve
from ti_dashboard.cadre.geste import PAUSE_DE_FRAPPE, dessiner_planche, mesure_choisie
from ti_dashboard.composants import contours
from ti_dashboard.ecrans.territoires import blocs, tableaux
from ti_dashboard.ecrans.territoires.tableaux import CHERCHE, VUE, VUES
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche import carte, tables
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.millesimes import millesimes
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever

HAUTEUR = 560
ORDRE = "D'abord ceux dont l'état est inconnu, puis l'échelon le plus bas, puis le plus long silence."
ORDRE_DES_MOTS = "Les plus proches de vos mots d'abord."
REGIONS = "Sur plusieurs régions, un territoire les nomme toutes, sa chef de file d'abord, où il compte."
SUJET = ("nom", "territoire", "territoire_id")


def chiffres(contexte: Contexte) -> None:
    choix = contexte.choix
    releves = relever(contexte.publication, choix)
    screen = vierge("Quels territoires ne sont pas engagés ?", contexte.en_mots())
    if choix.arrete in releves:
        cadre = cadrer(contexte, releves)
        screen["sous_titre"] += reserve(contexte, cadre.precedent)
        screen["tuiles"] = blocs.tuiles_territoires(cadre)
    else:
        screen["message"] = absence.message(choix, f"Aucun territoire au {jour(choix.arrete)} pour ce choix.")
    dessiner_planche(contexte, signer(screen), "territoires")


def carte_et_regions(contexte: Contexte) -> None:
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete}
    rows = poser(contexte.publication, "carte", **bound)
    if not rows:
        return
    screen = vierge("", "")
    outlines = contours.adresse(choix.phase)
    vintages = millesimes(contexte.publication, choix.arrete)
    screen["carte"] = drawn = carte.carte(choix, rows, mesure_choisie(), outlines, vintages)
    drawn["noms"] = contours.noms_d_alors(choix.phase, rows)
    screen["blocs"] = [blocs.par_region(choix, poser(contexte.publication, "territoires_par_region", **bound))]
    dessiner_planche(contexte, signer(screen), "territoires-carte")


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
    content, found = tableaux.liste(contexte, mots), bool((words or "").strip())
    rows = content.lignes
    if found:
        hors_filtres.dire_les_territoires(contexte, words or "", {r["territoire_id"] for r in rows}, {VUE: VUES[0]})
    st.markdown(f"{blocs.resume(rows)} {ORDRE_DES_MOTS if found else ORDRE}")
    if not rows:
        st.info(f"Aucun territoire ne répond à « {citer(words)} » avec ces filtres." if words else "Aucun territoire.")
        return
    screen = vierge("", "")
    note = f"{REGIONS} {tables.MODE_D_EMPLOI}"
    whole = totaliser(content.colonnes, rows, ("nb_projets", "montant_engage", "montant_paye"))
    drawn = tables.table(
        "territoires", "", content.colonnes, rows, content.figure, note, SUJET, HAUTEUR, totaux=whole, alt="Territoires"
    )
    screen["blocs"] = [drawn]
    dessiner_planche(contexte, signer(screen), "territoires-liste")
    telechargements.boutons(tableaux.LISTE, contexte, mots)
