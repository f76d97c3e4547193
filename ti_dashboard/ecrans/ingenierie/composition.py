"""The boards of the page Ingénierie (Q7): the supported territories and their posts, then one row for each."""

from ti_dashboard.adresse.parametres import choisi
from ti_dashboard.compositions import absence
from ti_dashboard.compositions.comparaison import cadrer, reserve
from ti_dashboard.compositions.modele import Composition
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
from ti_dashboard.tableaux.modele import Mots, colonnes_dites

SUJET = ("territoire", "territoire", "territoire_id")
HAUTEUR = 560
NOTE = f"{tableaux.A_SAVOIR} {tables.MODE_D_EMPLOI}"


def composer(contexte: Contexte, mots: Mots) -> Ecran | None:
    """The board as one message; none on the other leaf, which prepares a decision."""
    if choisi(VOLET, mots) != VOLETS[0]:
        return None
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
        screen["blocs"] = [blocs.par_etat(cadre), blocs.par_region(choix, tableaux.suivi(contexte))]
    return signer(screen)


def appuis(contexte: Contexte, mots: Mots) -> Ecran | None:
    rows = tableaux.suivi(contexte) if choisi(VOLET, mots) == VOLETS[0] else []
    if not rows:
        return None
    columns = colonnes_dites(contexte, tableaux.COLONNES)
    screen = vierge("", blocs.reponse(contexte.choix, rows, tableaux.sources(contexte)))
    screen["blocs"] = [
        tables.table(
            "appuis",
            "",
            columns,
            rows,
            tableaux.chiffre,
            NOTE,
            SUJET,
            HAUTEUR,
            totaux=blocs.total(columns, rows),
            figure_totaux=total,
            alt="Territoires appuyés, un à un",
        )
    ]
    return signer(screen)


def total(_row: Ligne, cle: str) -> Chiffre | None:
    """The posts and the supports that the rows are; the projects and the money of these territories have no name."""
    names = {"territoire": "nb_postes", "appui_dit": "nb_territoires_appuyes"}
    return Chiffre(names[cle]) if cle in names else None


COMPOSITIONS = {
    "ingenierie": (
        Composition("ingenierie", composer, (VOLET.nom,)),
        Composition("ingenierie-appuis", appuis, (VOLET.nom,)),
    )
}
