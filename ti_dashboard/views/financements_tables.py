"""The tables of the page « Financements », to the cent: any cell opens the lines behind it."""

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from ti_dashboard.charts import portee, tables
from ti_dashboard.charts.ecran import signer, vierge
from ti_dashboard.charts.financements import ENGAGE
from ti_dashboard.charts.totaux import totaliser
from ti_dashboard.chiffre import Chiffre
from ti_dashboard.colonnes import Colonne
from ti_dashboard.contexte import Contexte
from ti_dashboard.formats import accord, jour, nombre
from ti_dashboard.queries.questions import poser
from ti_dashboard.store import Ligne
from ti_dashboard.views import telechargements
from ti_dashboard.views.geste import dessiner_planche

MONTREES = 50
HAUTEUR = 560
TOUS, SANS_THEME = "*", "-"

COLONNES_TERRITOIRES = (
    Colonne("operateur", "Financeur"),
    Colonne("territoire", "Territoire", absent="non rattaché"),
    Colonne("regions", "Région", absent="—"),
    Colonne("nb_projets", "Projets", "entier"),
    Colonne("montant_engage", "Engagé", "euros"),
    Colonne("montant_annule", "Annulé", "euros"),
    Colonne("montant_paye", "Payé", "euros"),
    Colonne("nb_inconnus", "Montants inconnus", "entier"),
)
COLONNES_ENVELOPPES = (
    Colonne("phase", "Phase"),
    Colonne("montant_annonce", "Annoncé", "euros"),
    Colonne("montant_engage", "Engagé, État et opérateurs", "euros", indicateur="enveloppe_engage"),
    Colonne("part_engagee", "Engagé ÷ annoncé", "taux"),
    Colonne("montant_annule", "Annulé, État et opérateurs", "euros", indicateur="enveloppe_annule"),
    Colonne("montant_paye", "Payé, État et opérateurs", "euros", indicateur="enveloppe_paye"),
    Colonne("part_payee", "Payé ÷ annoncé", "taux"),
    Colonne("nb_inconnus", "Montants inconnus", "entier"),
)

# column → indicator of its cells
CHIFFRES_TERRITOIRES = {
    "nb_projets": "nb_projets_finances",
    "montant_annule": "montant_annule",
    "montant_paye": "montant_paye",
    "nb_inconnus": "nb_montants_inconnus",
}
CHIFFRES_ENVELOPPES = {
    "montant_engage": "enveloppe_engage",
    "part_engagee": "part_enveloppe_engage",
    "montant_annule": "enveloppe_annule",
    "montant_paye": "enveloppe_paye",
    "part_payee": "part_enveloppe_paye",
    "nb_inconnus": "enveloppe_nb_inconnus",
}


def themes(contexte: Contexte, bound: dict[str, object]) -> None:
    choix = contexte.choix
    titre = "Qui engage sur quoi"
    st.subheader(titre, anchor=False)
    labels = contexte.vocabulaire.listes["theme"]
    shown = {code: label for code, label in labels.items() if code in choix.themes or not choix.themes}
    columns = _colonnes_themes(shown, sans_theme=not choix.themes)
    rows = pivoter(poser(contexte.publication, "financements_operateur_theme", **bound), [c.cle for c in columns])
    note = (
        "Engagé, régions comprises. Un projet qui porte deux thèmes compte en entier dans chacun : les colonnes de "
        "thèmes ne s'additionnent pas. « Tous thèmes » compte chaque montant une fois."
    )
    whole = totaliser(columns, rows, [c.cle for c in columns if c.genre != "texte"])
    if not _tableau(contexte, "operateur-theme", rows, columns, note, chiffre_theme, whole, total_theme):
        return
    _boutons(contexte, "operateur-theme", titre, note, columns, rows)


def _colonnes_themes(themes: dict[str, str], sans_theme: bool) -> tuple[Colonne, ...]:
    last = (Colonne(SANS_THEME, "Sans thème", "euros"),) if sans_theme else ()
    return (
        Colonne("operateur", "Financeur"),
        Colonne(TOUS, "Tous thèmes, compté une fois", "euros"),
        *(Colonne(code, label, "euros") for code, label in themes.items()),
        *last,
        Colonne("nb_inconnus", "Montants inconnus", "entier"),
    )


def pivoter(rows: tuple[Ligne, ...], keys: list[str]) -> list[Ligne]:
    """One row per body, one cell per theme: no line is a known zero, lines without any amount stay unknown."""
    table: dict[object, Ligne] = {}
    for r in rows:
        line = table.setdefault(r["famille_id"], {"famille_id": r["famille_id"], "operateur": r["operateur"]})
        line[str(r["theme_id"])] = r["montant"]
        if r["theme_id"] == TOUS:
            line["nb_inconnus"] = r["nb_inconnus"]
    return [{key: Decimal(0) for key in keys} | line for line in table.values()]


def territoires(contexte: Contexte, bound: dict[str, object]) -> None:
    titre = "Qui engage où"
    st.subheader(titre, anchor=False)
    rows = poser(contexte.publication, "financements_operateur_territoire", **bound)
    note = (
        "Engagé, annulé et payé ne s'additionnent pas. Un projet cofinancé a une ligne par financeur : les nombres de "
        "projets ne s'additionnent pas d'un financeur à l'autre."
    )
    if len(rows) > MONTREES:
        note = (
            f"Les {MONTREES} plus gros montants sur {nombre(len(rows))} ; le téléchargement les contient tous. {note}"
        )
    shown = rows[:MONTREES]
    added = ("montant_engage", "montant_annule", "montant_paye", "nb_inconnus")
    whole = totaliser(COLONNES_TERRITOIRES, rows, added, sans=("nb_projets",))
    columns = COLONNES_TERRITOIRES
    if _tableau(contexte, "operateur-territoire", shown, columns, note, chiffre_territoire, whole, total_territoire):
        _boutons(contexte, "operateur-territoire", titre, note, COLONNES_TERRITOIRES, rows)


def enveloppes(contexte: Contexte, bound: dict[str, object]) -> None:
    titre = "Ce que sont devenues les enveloppes annoncées"
    st.subheader(titre, anchor=False)
    rows = poser(contexte.publication, "financements_enveloppes", **bound)
    note = (
        f"France entière au {jour(contexte.choix.arrete)}, hors régions : ne suit aucun filtre. Les parts rapportent "
        "l'engagé ou le payé de l'État et de ses opérateurs, annulations non déduites, à l'enveloppe annoncée de la "
        "même phase. L'annonce mêlait crédits nouveaux et droit commun : au-delà de 100 %, elle est dépassée, pas "
        "dépensée deux fois. Les phases ne s'additionnent pas."
    )
    if _tableau(contexte, "enveloppes", rows, COLONNES_ENVELOPPES, note, chiffre_enveloppe):
        _boutons(contexte, "enveloppes", titre, note, COLONNES_ENVELOPPES, rows, portee.AUCUN)


def _tableau(
    contexte: Contexte, cle: str, rows: Sequence[Ligne], columns: Sequence[Colonne], note: str,
    figure: tables.Nommer, totaux: Ligne | None = None, figure_totaux: tables.Nommer | None = None,
) -> bool:  # fmt: skip
    """Draw the table, or say in a sentence that there is nothing; any cell opens the lines behind it."""
    if not rows:
        st.markdown("Aucun engagement ne répond à ces filtres à cet arrêté.")
        return False
    screen = vierge("", "")
    said = f"{note} {tables.MODE_D_EMPLOI_CHIFFRES}"
    screen["blocs"] = [
        tables.table(cle, "", columns, rows, figure, said, hauteur=HAUTEUR, totaux=totaux, figure_totaux=figure_totaux)
    ]
    dessiner_planche(contexte, signer(screen), f"tableau-{cle}")
    return True


def chiffre_theme(row: Ligne, cle: str) -> Chiffre:
    """The committed amount of a body, over one theme, without any, or over all (whose panel counts the unknown)."""
    return Chiffre(ENGAGE, (("operateur", str(row["famille_id"])), *_theme(cle)))


def _theme(cle: str) -> tuple[tuple[str, str], ...]:
    if cle == SANS_THEME:
        return (("sans", "theme"),)
    return () if cle in (TOUS, "operateur", "nb_inconnus") else (("theme", cle),)


def total_theme(_row: Ligne, cle: str) -> Chiffre | None:
    """What every body together commits over a theme, without any, or over all."""
    if cle == "operateur":
        return None
    return Chiffre(ENGAGE, _theme(cle))


def total_territoire(_row: Ligne, cle: str) -> Chiffre | None:
    """Only the committed amount: the other columns leave out who pays or cancels where nothing is committed."""
    return Chiffre(ENGAGE) if cle == "montant_engage" else None


def chiffre_territoire(row: Ligne, cle: str) -> Chiffre:
    """The figure of one body in one territory; a name opens its committed amount."""
    place = row["territoire_id"]
    where = ("rattachement", "non_rattache") if place is None else ("territoire", str(place))
    return Chiffre(CHIFFRES_TERRITOIRES.get(cle, ENGAGE), (("operateur", str(row["famille_id"])), where))


def chiffre_enveloppe(row: Ligne, cle: str) -> Chiffre:
    """The figure of one phase; its name opens what was announced."""
    return Chiffre(CHIFFRES_ENVELOPPES.get(cle, "enveloppe_annonce"), (("phase", str(row["numero_phase"])),))


def _boutons(
    contexte: Contexte, cle: str, titre: str, note: str, columns, rows, suit: portee.Suit = portee.TOUS
) -> None:
    entete = telechargements.notice(contexte, titre, suit, ("À savoir", note), ("Contenu", accord(len(rows), "ligne")))
    telechargements.boutons(f"financements-{cle}", entete, columns, lambda: rows)
