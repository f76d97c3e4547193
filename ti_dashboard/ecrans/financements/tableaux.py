"""The tables of « Financements », to the cent: who commits on what, where, and what became of the envelopes."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ti_dashboard.ecrans.financements.blocs import ENGAGE
from ti_dashboard.langue.formats import accord, jour
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.planche import portee
from ti_dashboard.programme import filtres
from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.questions.cumules import poser_en_sommes
from ti_dashboard.questions.matieres import tus
from ti_dashboard.tableaux.modele import Mots, Tableau, TableauCompose, colonnes_dites

TOUS, SANS_THEME = "*", "-"

COLONNES_TERRITOIRES = (
    Colonne("operateur", "Financeur"),
    Colonne("territoire", "Territoire", absent="non rattaché"),
    Colonne("regions", "Région", absent="—"),
    Colonne("nb_projets", "Projets", "entier"),
    Colonne("montant_engage", "Engagé", "euros"),
    Colonne("montant_annule", "Annulé", "euros", indicateur="montant_annule"),
    Colonne("montant_paye", "Payé", "euros", indicateur="montant_paye"),
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
TITRE_THEMES, TITRE_TERRITOIRES = "Qui engage sur quoi", "Qui engage où"
TITRE_ENVELOPPES = "Ce que sont devenues les enveloppes annoncées"
NOTE_THEMES = (
    "Engagé, régions et autres cofinanceurs compris. Un projet qui porte deux thèmes compte en entier dans chacun : "
    "les colonnes de thèmes ne s'additionnent pas. « Tous thèmes » compte chaque montant une fois."
)
NOTE_TERRITOIRES = (
    "Engagé, annulé et payé ne s'additionnent pas. Un projet cofinancé a une ligne par financeur : les nombres de "
    "projets ne s'additionnent pas d'un financeur à l'autre."
)
NOTE_ENVELOPPES = (
    "France entière au {}, hors régions et autres cofinanceurs : ne suit aucun filtre. Les parts rapportent l'engagé "
    "ou le payé de l'État et de ses opérateurs, annulations non déduites, à l'enveloppe annoncée de la même phase. "
    "L'annonce mêlait crédits nouveaux et droit commun : au-delà de 100 %, elle est dépassée, pas dépensée deux fois. "
    "Les phases ne s'additionnent pas."
)


def _questionner(contexte: Contexte, nom: str) -> tuple[Ligne, ...]:
    choix = contexte.choix
    bound = choix.parametres() | {"arrete": choix.arrete, "compare": choix.compare}
    return poser_en_sommes(contexte.publication, nom, **bound)


def themes(contexte: Contexte, _mots: Mots) -> TableauCompose:
    choix = contexte.choix
    labels = contexte.vocabulaire.listes["theme"]
    shown = {code: label for code, label in labels.items() if code in choix.themes or not choix.themes}
    columns = colonnes_themes(shown, sans_theme=not choix.themes)
    rows = pivoter(_questionner(contexte, "financements_operateur_theme"), [c.cle for c in columns])
    return TableauCompose(
        TITRE_THEMES, columns, rows, filtres.TOUS, _rubriques(NOTE_THEMES, rows), (ENGAGE,), chiffre_theme
    )


def _rubriques(note: str, rows: Sequence[Ligne]) -> tuple[tuple[str, str], ...]:
    return ("À savoir", note), ("Contenu", accord(len(rows), "ligne"))


def colonnes_themes(themes: dict[str, str], sans_theme: bool) -> tuple[Colonne, ...]:
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
    table: dict[object, dict[str, Any]] = {}
    for r in rows:
        line = table.setdefault(r["famille_id"], {"famille_id": r["famille_id"], "operateur": r["operateur"]})
        line[str(r["theme_id"])] = r["montant"]
        if r["theme_id"] == TOUS:
            line["nb_inconnus"] = r["nb_inconnus"]
    return [{key: Decimal(0) for key in keys} | line for line in table.values()]


def chiffre_theme(row: Ligne, cle: str) -> Chiffre:
    """The committed amount of a body, over one theme, without any, or over all (whose panel counts the unknown)."""
    return Chiffre(ENGAGE, (("operateur", str(row["famille_id"])), *du_theme(cle)))


def du_theme(cle: str) -> tuple[tuple[str, str], ...]:
    """What a column of themes narrows."""
    if cle == SANS_THEME:
        return (("sans", "theme"),)
    return () if cle in (TOUS, "operateur", "nb_inconnus") else (("theme", cle),)


def territoires(contexte: Contexte, _mots: Mots) -> TableauCompose:
    rows = _questionner(contexte, "financements_operateur_territoire")
    return TableauCompose(
        TITRE_TERRITOIRES,
        colonnes_dites(contexte, COLONNES_TERRITOIRES),
        rows,
        filtres.TOUS,
        _rubriques(NOTE_TERRITOIRES, rows),
        (ENGAGE, *CHIFFRES_TERRITOIRES.values()),
        chiffre_territoire,
    )


def chiffre_territoire(row: Ligne, cle: str) -> Chiffre:
    """The figure of one body in one territory; a name opens its committed amount."""
    place = row["territoire_id"]
    where = ("rattachement", "non_rattache") if place is None else ("territoire", str(place))
    return Chiffre(CHIFFRES_TERRITOIRES.get(cle, ENGAGE), (("operateur", str(row["famille_id"])), where))


def enveloppes(contexte: Contexte, _mots: Mots) -> TableauCompose:
    rows = [_enveloppe_dite(contexte, r) for r in _questionner(contexte, "financements_enveloppes")]
    note = NOTE_ENVELOPPES.format(jour(contexte.choix.arrete))
    return TableauCompose(
        TITRE_ENVELOPPES,
        COLONNES_ENVELOPPES,
        rows,
        portee.AUCUN,
        _rubriques(note, rows),
        ("enveloppe_annonce", *CHIFFRES_ENVELOPPES.values()),
        chiffre_enveloppe,
    )


def _enveloppe_dite(contexte: Contexte, row: Ligne) -> Ligne:
    """The envelope of one phase, unknown wherever no delivery tells it."""
    silent = tus(contexte.publication, replace(contexte.choix, phase=row["numero_phase"]))
    columns = {"montant_annonce": "enveloppe_annonce"} | CHIFFRES_ENVELOPPES
    return {**row} | {cle: None for cle, indicateur in columns.items() if indicateur in silent}


def chiffre_enveloppe(row: Ligne, cle: str) -> Chiffre:
    """The figure of one phase; its name opens what was announced."""
    return Chiffre(CHIFFRES_ENVELOPPES.get(cle, "enveloppe_annonce"), (("phase", str(row["numero_phase"])),))


THEMES = Tableau("financements-operateur-theme", "financements", themes)
TERRITOIRES = Tableau("financements-operateur-territoire", "financements", territoires)
ENVELOPPES = Tableau("financements-enveloppes", "financements", enveloppes)
