"""The tables of the page « Financements », to the cent: any cell opens the lines behind it."""

import streamlit as st

from ti_dashboard.cadre import telechargements
from ti_dashboard.cadre.geste import dessiner_planche
from ti_dashboard.ecrans.financements import tableaux
from ti_dashboard.ecrans.financements.blocs import ENGAGE
from ti_dashboard.langue.citation import citer
from ti_dashboard.langue.formats import jour, nombre
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import tables
from ti_dashboard.planche.ecran import signer, vierge
from ti_dashboard.planche.totaux import totaliser
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux import TableauCompose

MONTREES = 50
HAUTEUR = 560


def themes(contexte: Contexte) -> None:
    content = tableaux.themes(contexte, {})
    st.subheader(citer(content.titre), anchor=False)
    whole = totaliser(content.colonnes, content.lignes, [c.cle for c in content.colonnes if c.genre != "texte"])
    if _tableau(contexte, "operateur-theme", content, tableaux.NOTE_THEMES, whole, total_theme):
        telechargements.boutons(tableaux.THEMES, contexte)


def territoires(contexte: Contexte) -> None:
    content = tableaux.territoires(contexte, {})
    st.subheader(citer(content.titre), anchor=False)
    note, rows = tableaux.NOTE_TERRITOIRES, content.lignes
    if len(rows) > MONTREES:
        note = (
            f"Les {MONTREES} plus gros montants sur {nombre(len(rows))} ; le téléchargement les contient tous. {note}"
        )
    added = ("montant_engage", "montant_annule", "montant_paye", "nb_inconnus")
    whole = totaliser(content.colonnes, rows, added, sans=("nb_projets",))
    if _tableau(contexte, "operateur-territoire", content, note, whole, total_territoire):
        telechargements.boutons(tableaux.TERRITOIRES, contexte)


def enveloppes(contexte: Contexte) -> None:
    content = tableaux.enveloppes(contexte, {})
    st.subheader(citer(content.titre), anchor=False)
    if _tableau(contexte, "enveloppes", content, tableaux.NOTE_ENVELOPPES.format(jour(contexte.choix.arrete))):
        telechargements.boutons(tableaux.ENVELOPPES, contexte)


def _tableau(
    contexte: Contexte,
    cle: str,
    contenu: TableauCompose,
    note: str,
    totaux: Ligne | None = None,
    figure_totaux: tables.Nommer | None = None,
) -> bool:
    """Draw the table, or say in a sentence that there is nothing; any cell opens the lines behind it."""
    if not contenu.lignes:
        st.markdown("Aucun engagement ne répond à ces filtres à cet arrêté.")
        return False
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
    dessiner_planche(contexte, signer(screen), f"tableau-{cle}")
    return True


def total_theme(_row: Ligne, cle: str) -> Chiffre | None:
    """What every body together commits over a theme, without any, or over all."""
    if cle == "operateur":
        return None
    return Chiffre(ENGAGE, tableaux.du_theme(cle))


def total_territoire(_row: Ligne, cle: str) -> Chiffre | None:
    """Only the committed amount: the other columns leave out who pays or cancels where nothing is committed."""
    return Chiffre(ENGAGE) if cle == "montant_engage" else None
