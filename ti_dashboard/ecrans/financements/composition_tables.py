"""The tables of the page « Financements », to the cent: any cell opens the lines behind it."""

from ti_dashboard.compositions.modele import Composition
from ti_dashboard.ecrans.financements import tableaux
from ti_dashboard.ecrans.financements.blocs import ENGAGE
from ti_dashboard.langue.formats import jour, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.planche.contrat import Ecran
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.releve import relever
from ti_dashboard.tableaux import TableauCompose
from ti_dashboard.tableaux.modele import Mots

MONTREES = 50
AUCUN_ENGAGEMENT = "Aucun engagement ne répond à ces filtres à cet arrêté."
HAUTEUR = 560


def est_mesure(contexte: Contexte) -> bool:
    """Whether the phase has territories at the arrêté, under these filters: nothing is said of amounts otherwise."""
    return contexte.choix.arrete in relever(contexte.publication, contexte.choix)


def themes(contexte: Contexte, mots: Mots) -> Ecran | None:
    if not est_mesure(contexte):
        return None
    content = tableaux.themes(contexte, mots)
    if not content.lignes:
        return _aucun()
    whole = totaliser(content.colonnes, content.lignes, [c.cle for c in content.colonnes if c.genre != "texte"])
    return _tabuler("operateur-theme", content, tableaux.NOTE_THEMES, whole, total_theme)


def territoires(contexte: Contexte, mots: Mots) -> Ecran | None:
    if not est_mesure(contexte):
        return None
    content = tableaux.territoires(contexte, mots)
    note, rows = tableaux.NOTE_TERRITOIRES, content.lignes
    if not rows:
        return _aucun()
    if len(rows) > MONTREES:
        note = (
            f"Les {MONTREES} plus gros montants sur {nombre(len(rows))} ; le téléchargement les contient tous. {note}"
        )
    added = ("montant_engage", "montant_annule", "montant_paye", "nb_inconnus")
    whole = totaliser(content.colonnes, rows, added, sans=("nb_projets",))
    return _tabuler("operateur-territoire", content, note, whole, total_territoire)


def enveloppes(contexte: Contexte, mots: Mots) -> Ecran | None:
    note = tableaux.NOTE_ENVELOPPES.format(jour(contexte.choix.arrete))
    return _tabuler("enveloppes", tableaux.enveloppes(contexte, mots), note)


def _aucun() -> Ecran:
    """Said by the board itself: its page has it wherever amounts are measured."""
    screen = vierge("", "")
    screen["message"] = AUCUN_ENGAGEMENT
    return signer(screen)


def _tabuler(
    cle: str,
    contenu: TableauCompose,
    note: str,
    totaux: Ligne | None = None,
    figure_totaux: tables.Nommer | None = None,
) -> Ecran | None:
    """The table, or none where it has no row."""
    if not contenu.lignes:
        return None
    screen = vierge("", "")
    said = f"{note} {tables.MODE_D_EMPLOI_CHIFFRES}"
    screen["blocs"] = [
        tables.table(
            cle,
            "",
            contenu.colonnes,
            contenu.lignes[:MONTREES],
            contenu.figure,
            said,
            hauteur=HAUTEUR,
            totaux=totaux,
            figure_totaux=figure_totaux,
            alt=contenu.titre,
        )
    ]
    return signer(screen)


def total_theme(_row: Ligne, cle: str) -> Chiffre | None:
    """What every body together commits over a theme, without any, or over all."""
    if cle == "operateur":
        return None
    return Chiffre(ENGAGE, tableaux.du_theme(cle))


def total_territoire(_row: Ligne, cle: str) -> Chiffre | None:
    """Only the committed amount: the other columns leave out who pays or cancels where nothing is committed."""
    return Chiffre(ENGAGE) if cle == "montant_engage" else None


THEMES = Composition("tableau-operateur-theme", themes)
TERRITOIRES = Composition("tableau-operateur-territoire", territoires)
ENVELOPPES = Composition("tableau-enveloppes", enveloppes)
