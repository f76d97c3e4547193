"""The boards of the page Territoires: tiles, map and regions, and the list that is searched; those of one sheet."""

from ti_dashboard.compositions import absence
from ti_dashboard.compositions.comparaison import cadrer, reserve
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.territoires import blocs, tableaux
from ti_dashboard.ecrans.territoires.composition_fiche import FICHE, nom
from ti_dashboard.ecrans.territoires.tableaux import CHERCHE, VUE
from ti_dashboard.langue.formats import jour
from ti_dashboard.planche import carte, contours, tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.parametres import MESURE, mesure_choisie
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.millesimes import millesimes
from ti_dashboard.questions.poser import poser
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux.modele import Mots

HAUTEUR = 560
REGIONS = "Sur plusieurs régions, un territoire les nomme toutes, sa chef de file d'abord, où il compte."
ORDRE = "D'abord ceux dont l'état est inconnu, puis l'échelon le plus bas, puis le plus long silence."
ORDRE_DES_MOTS = "Les plus proches de vos mots d'abord."
SUJET = ("nom", "territoire", "territoire_id")


def chiffres(contexte: Contexte, _mots: Mots) -> Ecran:
    choix = contexte.choix
    releves = relever(contexte.publication, choix)
    screen = vierge("Quels territoires ne sont pas engagés ?", contexte.en_mots())
    if choix.arrete in releves:
        cadre = cadrer(contexte, releves)
        screen["sous_titre"] += reserve(contexte, cadre.precedent)
        screen["tuiles"] = blocs.tuiles_territoires(cadre)
    else:
        screen["message"] = absence.message(choix, f"Aucun territoire au {jour(choix.arrete)} pour ce choix.")
    return signer(screen)


def carte_et_regions(contexte: Contexte, mots: Mots) -> Ecran | None:
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete}
    rows = poser_en_sommes(contexte.publication, "carte", **bound)
    if not rows:
        return None
    screen = vierge("", "")
    outlines = contours.adresse(choix.phase)
    vintages = millesimes(contexte.publication, choix.arrete)
    screen["carte"] = drawn = carte.carte(choix, rows, mesure_choisie(mots), outlines, vintages)
    drawn["noms"] = contours.noms_d_alors(choix.phase, rows)
    screen["blocs"] = [blocs.par_region(choix, poser(contexte.publication, "territoires_par_region", **bound))]
    return signer(screen)


def liste(contexte: Contexte, mots: Mots) -> Ecran | None:
    """Sorted by lateness; a figure opens its lines, a name the sheet of its territory."""
    content = tableaux.liste(contexte, mots)
    rows = content.lignes
    if not rows:
        return None
    is_searched = any(said.strip() for said in mots.get(CHERCHE, ()))
    screen = vierge("", f"{blocs.resume(rows)} {ORDRE_DES_MOTS if is_searched else ORDRE}")
    note = f"{REGIONS} {tables.MODE_D_EMPLOI}"
    whole = totaliser(content.colonnes, rows, ("nb_projets", "montant_engage", "montant_paye"))
    drawn = tables.table(
        "territoires", "", content.colonnes, rows, content.figure, note, SUJET, HAUTEUR, totaux=whole, alt="Territoires"
    )
    screen["blocs"] = [drawn]
    return signer(screen)


COMPOSITIONS = {
    "territoires": (
        Composition("territoires", chiffres),
        Composition("territoires-carte", carte_et_regions, (MESURE.nom,)),
        Composition("territoires-liste", liste, (CHERCHE, VUE)),
    ),
    "territoire": FICHE,
}
TITRES = {"territoire": nom}
