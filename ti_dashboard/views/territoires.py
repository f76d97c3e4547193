"""The Territoires page: tiles, map and regions, and the list sorted by lateness with its search box."""

import streamlit as st

from ti_dashboard.charts import carte, tables, territoires
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.portee import REGION, TOUS
from ti_dashboard.charts.totaux import totaliser
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.citation import citer
from ti_dashboard.colonnes import Colonne
from ti_dashboard.composants import contours
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import jour
from ti_dashboard.queries.questions import poser
from ti_dashboard.queries.releve import relever
from ti_dashboard.sans_objet import marquer
from ti_dashboard.store import Ligne
from ti_dashboard.views import hors_filtres, telechargements
from ti_dashboard.views.comparaison import cadrer, reserve
from ti_dashboard.views.geste import PAUSE_DE_FRAPPE, dessiner_planche, mesure_choisie

HAUTEUR = 560
VUES = ("Tous", "Non engagés", "Sans binôme connu")
COLONNES = (
    Colonne("nom", "Territoire"),
    Colonne("regions", "Région"),
    Colonne("etat", "État"),
    Colonne("nb_jours_sans_nouvelle", "Jours sans nouvelle", "entier"),
    Colonne("motif_dit", "Motif"),
    Colonne("nb_projets", "Projets", "entier"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", None, "nb_engagements_inconnus", "montant_engage"),
    Colonne(
        "montant_paye",
        "Payé, État et opérateurs",
        "euros",
        None,
        "nb_paiements_inconnus",
        "montant_paye_etat_operateurs",
    ),
    Colonne("chef_de_projet", "Chef de projet", absent="aucun poste connu"),
    Colonne("date_dernier_jalon", "Dernier échelon", "jour"),
)
CHIFFRES = {
    "etat": "nb_territoires",
    "date_dernier_jalon": "nb_territoires",
    "nb_jours_sans_nouvelle": "nb_jours_sans_nouvelle",
    "nb_projets": "nb_projets",
    "montant_engage": "montant_engage",
    "montant_paye": "montant_paye_etat_operateurs",
    "chef_de_projet": "nb_postes",
}
ORDRE = "D'abord ceux dont l'état est inconnu, puis l'échelon le plus bas, puis le plus long silence."
ORDRE_DES_MOTS = "Les plus proches de vos mots d'abord."
REGIONS = "Sur plusieurs régions, un territoire les nomme toutes, sa chef de file d'abord, où il compte."
SUJET = ("nom", "territoire", "territoire_id")

SUIVIS = {"territoires, états, jalons et postes": REGION, "projets et montants": TOUS}


def chiffres(contexte: Contexte) -> None:
    choix = contexte.choix
    releves = relever(contexte.publication, choix)
    screen = vierge("Quels territoires ne sont pas engagés ?", contexte.en_mots())
    if choix.arrete in releves:
        cadre = cadrer(contexte, releves)
        screen["sous_titre"] += reserve(contexte, cadre.precedent)
        screen["tuiles"] = territoires.tuiles_territoires(cadre)
    else:
        screen["message"] = f"Aucun territoire au {jour(choix.arrete)} pour ce choix."
    dessiner_planche(contexte, signer(screen), "territoires")


def carte_et_regions(contexte: Contexte) -> None:
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete}
    rows = poser(contexte.publication, "carte", **bound)
    if not rows:
        return
    screen = vierge("", "")
    outlines = contours.adresse(choix.phase)
    screen["carte"] = carte.carte(choix, rows, mesure_choisie(), outlines)
    screen["blocs"] = [territoires.par_region(choix, poser(contexte.publication, "territoires_par_region", **bound))]
    dessiner_planche(contexte, signer(screen), "territoires-carte")


def liste(contexte: Contexte) -> None:
    """Sorted by lateness; a figure opens its lines, a name the sheet of its territory."""
    words = st.text_input(
        "Chercher un territoire, une intercommunalité, une commune ou un département",
        key="cherche_territoires", bind="query-params", type="search", live=PAUSE_DE_FRAPPE,
        placeholder="Oyonnax, Ain, Saint-Brieuc…",
    )  # fmt: skip
    view = st.segmented_control(
        "Montrer", VUES, default=VUES[0], key="vue_territoires", bind="query-params", required=True
    )
    rows, found = _lignes(contexte, words or "", view)
    if found:
        hors_filtres.dire_les_territoires(contexte, words or "", {r["territoire_id"] for r in rows})
    st.markdown(f"{territoires.resume(rows)} {ORDRE_DES_MOTS if found else ORDRE}")
    if not rows:
        st.info(f"Aucun territoire ne répond à « {citer(words)} » avec ces filtres." if words else "Aucun territoire.")
        return
    columns = (COLONNES[0], Colonne("trouve", "Trouvé par"), *COLONNES[1:]) if found else COLONNES
    columns = marquer(columns, contexte.choix)
    screen = vierge("", "")
    note = f"{REGIONS} {tables.MODE_D_EMPLOI}"
    whole = totaliser(columns, rows, ("nb_projets", "montant_engage", "montant_paye"))
    screen["blocs"] = [tables.table("territoires", "", columns, rows, chiffre, note, SUJET, HAUTEUR, totaux=whole)]
    dessiner_planche(contexte, signer(screen), "territoires-liste")
    header = telechargements.notice(
        contexte, "Territoires", SUIVIS, ("Jours sans nouvelle", "jours entre le dernier jalon connu et l'arrêté")
    )
    telechargements.boutons("territoires", header, columns, lambda: rows)


def chiffre(row: Ligne, cle: str) -> Chiffre | None:
    """The lines behind a cell: those of the milestone behind a state and its date; a post nobody knows has none."""
    if cle not in CHIFFRES or (cle == "chef_de_projet" and row[cle] is None):
        return None
    return Chiffre(CHIFFRES[cle], (("territoire", str(row["territoire_id"])),))


def motif(row: Ligne) -> str:
    """Why a territory is not engaged, when somebody said it; one that is has nothing to explain."""
    return str(row["motif_blocage"] or ("sans objet" if row["est_engage"] else "motif non communiqué"))


def _lignes(contexte: Contexte, words: str, view: str) -> tuple[list[Ligne], bool]:
    """Rows of the view; with words to look for, only those that answer, the best answer first."""
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete}
    rows = [{**r, "motif_dit": motif(r)} for r in poser(contexte.publication, "territoires_liste", **bound)]
    if view == VUES[1]:
        rows = [r for r in rows if r["est_engage"] is not True]
    elif view == VUES[2]:
        rows = [r for r in rows if r["a_binome"] is None]
    if not words.strip():
        return rows, False
    by_id = {r["territoire_id"]: r for r in rows}
    answers = poser(contexte.publication, "recherche_territoires", phase=choix.phase, cherche=words)
    kept = [a for a in answers if a["territoire_id"] in by_id]
    return [by_id[a["territoire_id"]] | {"trouve": f"{a['nom_trouve']} ({a['genre']})"} for a in kept], True
