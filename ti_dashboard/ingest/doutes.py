"""The questions a deposit raises: a line told twice, a doubtful amount, another word of the same day, an uncertain act.

A question is asked only where the answer changes what the ledger will hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ti_dashboard.depots import Choix, Question
from ti_dashboard.formats import accord, euros, jour
from ti_dashboard.ingest import actes, faits
from ti_dashboard.ingest.ecarts import Bilan, Connu
from ti_dashboard.ingest.lecture import Livraison
from ti_dashboard.ingest.questions import AVANT, DERNIER, Arbitre, cle
from ti_dashboard.ingest.reception.valeurs import cle_identifiant, mot_cle

# How many times the largest amount of its sender an amount may be before somebody is asked.
DEMESURE = 10
# Kinds of facts where two rows about one subject contradict each other; milestones and statuses follow one another.
_CONTRADICTOIRES = ("projets", "perimetre", "emplois", "postes", "candidatures")
PREMIERE, DERNIERE, TOUTES, JUSTE, ECARTER = "premiere", "derniere", "toutes", "juste", "ecarter"


class Place(NamedTuple):
    """One row of the deposit: rank of its sheet from 0, line, row, and where it is in words."""

    feuille: int
    ligne: int
    row: dict[str, object]
    lieu: str


def questions(sheets: list[Livraison], connues: list[Livraison]) -> tuple[list[Question], list[str]]:
    """What only a person can say of a deposit, and what it will not change, in words."""
    if not sheets:
        return [], []
    uncertain, balances = incertains(sheets, connues)
    asked = [*repetees(sheets), *demesures(sheets, connues), *uncertain, *meme_jour(sheets, connues)]
    return asked, list(recouvertes(sheets, connues, balances))


def lieux(sheets: Iterable[Livraison], nature: str) -> list[Place]:
    return [
        Place(rank, line, row, f"{s.fichier}{f', feuille {s.feuille}' if s.feuille else ''}, ligne {line}")
        for rank, s in enumerate(sheets)
        if s.nature == nature
        for line, row in s.lignes
    ]


def repetees(sheets: list[Livraison]) -> Iterator[Question]:
    """One act, or one subject, that several rows of the deposit speak of."""
    paid: dict[tuple[object, ...], list[Place]] = defaultdict(list)
    for place in lieux(sheets, "financements"):
        if place.row["cause"] == "initial":
            paid[(*_acte(place.row), *actes.versement(place.row))].append(place)
    for key, places in paid.items():
        amounts = {p.row["montant"] for p in places}
        # The same amount on two sheets is one act told twice: the ledger already counts it once.
        if len(places) > 1 and (len({p.feuille for p in places}) == 1 or len(amounts) > 1):
            yield _question_acte(key, places, amounts)
    for nature in _CONTRADICTOIRES:
        told: dict[tuple[object, ...], list[Place]] = defaultdict(list)
        for place in lieux(sheets, nature):
            told[_sujet(nature, place.row)].append(place)
        yield from (_question_fait(k, p) for k, p in told.items() if any(_autre(p[0].row, x.row) for x in p))


def _acte(row: dict[str, object]) -> tuple[object, ...]:
    return row["operateur_id"], cle_identifiant(str(row["reference"])), row["type_montant"]


def _sujet(nature: str, row: dict[str, object]) -> tuple[object, ...]:
    """A project is one whatever its day; elsewhere two days are two facts."""
    key = faits.cle(nature, row)
    return tuple(cle_identifiant(v) if isinstance(v, str) else v for v in (key[:-1] if nature == "projets" else key))


def _autre(one: dict[str, object], other: dict[str, object]) -> bool:
    """Two rows say different things; the day alone is a history."""
    a, b = (faits.fait(r) | {"date_effet": None, "cause": None} for r in (one, other))
    return any(cle_identifiant(str(a[c])) != cle_identifiant(str(b[c])) for c in a)


def _question_acte(key: tuple[object, ...], places: list[Place], amounts: set[object]) -> Question:
    ref, same = places[0].row["reference"], len(amounts) == 1
    if same:
        text = f"Référence « {ref} » : {accord(len(places), 'ligne identique', 'lignes identiques')} dans le fichier."
        choices = [Choix(DERNIERE, "Un seul acte", "une seule ligne compte")]
    else:
        text = f"Référence « {ref} » : {accord(len(places), 'ligne')} pour le même acte, avec des montants différents."
        choices = [Choix(DERNIERE, "La dernière fait foi", "elle seule compte"),
                   Choix(PREMIERE, "La première fait foi", "elle seule compte")]  # fmt: skip
    if len({p.feuille for p in places}) == 1:
        choices.append(Choix(TOUTES, "Plusieurs versements", "les montants s'additionnent"))
    lines = tuple(f"{p.lieu} : {_montant(p.row)}" for p in places)
    return _question("ligne_repetee", key, text, choices, lines, places)


def _question_fait(key: tuple[object, ...], places: list[Place]) -> Question:
    first = next(p for p in places if _autre(places[0].row, p.row))
    differs = [c for c in faits.fait(first.row) if c not in ("date_effet", "cause")
               and first.row[c] != places[0].row[c]]  # fmt: skip
    name = next(str(v) for c, v in first.row.items() if c.endswith("_id") or c == "numero_dossier")
    text = f"« {name} » est déclaré {accord(len(places), 'fois', 'fois')} dans le fichier, différemment."
    choices = [Choix(DERNIERE, "La dernière fait foi", "elle seule compte"),
               Choix(PREMIERE, "La première fait foi", "elle seule compte")]  # fmt: skip
    lines = tuple(f"{p.lieu} : " + ", ".join(f"{c} {_dit(p.row[c])}" for c in differs) for p in places)
    return _question("declare_deux_fois", key, text, choices, lines, places)


def _question(
    genre: str, key: tuple[object, ...], text: str, choices: list[Choix], lines: tuple[str, ...], places: list[Place]
) -> Question:
    """Each choice leaves out the rows it does not keep."""
    left_out = {DERNIERE: places[:-1], PREMIERE: places[1:], TOUTES: []}
    rows = tuple((c.code, p.feuille, p.ligne) for c in choices for p in left_out[c.code])
    return Question(cle(genre, key, lines), genre, text, tuple(choices), lines, rows)


def demesures(sheets: list[Livraison], connues: Iterable[Livraison]) -> Iterator[Question]:
    """Amounts that look like a reference, or are out of all proportion with what their sender ever declared."""
    largest = max((abs(row["montant"]) for s in connues if s.nature == "financements" and sheets
                   and mot_cle(s.emetteur) == mot_cle(sheets[0].emetteur)
                   for _, row in s.lignes if row["montant"] is not None), default=None)  # fmt: skip
    for place in lieux(sheets, "financements"):
        amount, reference = place.row["montant"], str(place.row["reference"])
        if amount is None or not amount:
            continue
        if mot_cle(reference) == str(abs(amount).normalize().to_integral_value()):
            text = f"Le montant {euros(amount)} est égal à la référence de l'acte."
        elif largest and abs(amount) >= DEMESURE * largest:
            text = f"Le montant {euros(amount)} vaut au moins {DEMESURE} fois le plus grand connu, {euros(largest)}."
        else:
            continue
        yield Question(
            cle("montant_douteux", _acte(place.row), place.row["date_effet"], amount), "montant_douteux", text,
            (Choix(JUSTE, "Le montant est juste", "la ligne compte"),
             Choix(ECARTER, "La ligne est fausse", "elle est laissée de côté")),
            (f"{place.lieu} : référence {reference}, {_montant(place.row)}",),
            ((ECARTER, place.feuille, place.ligne),),
        )  # fmt: skip


def incertains(sheets: list[Livraison], connues: list[Livraison]) -> tuple[list[Question], list[Bilan]]:
    """Acts that may be ones already known, and what each sheet would change of what is known today."""
    known = Connu(arbitre(connues))
    for _ in known.apprendre(connues):
        pass
    before = set(known.arbitre.questions)
    # Known last: what it changes today, whatever the day it was received.
    today = [replace(s, date_connaissance=date.max) for s in sheets]
    balances = {s.livraison_id: balance for s, _, balance in known.apprendre(today)}
    asked = [q for k, q in known.arbitre.questions.items() if k not in before]
    return asked, [balances[s.livraison_id] for s in sheets]


def recouvertes(sheets: list[Livraison], connues: list[Livraison], balances: list[Bilan]) -> Iterator[str]:
    """What a word older than what is known will and will not change, sheet by sheet."""
    for sheet, balance in zip(sheets, balances, strict=True):
        since = [s.date_reception for s in connues if s.nature == sheet.nature and s.ordre > sheet.ordre]
        if since and max(since) > sheet.date_reception:
            changes = balance.nb_ajoutees + balance.nb_corrigees
            yield (
                f"{sheet.fichier} a été reçu le {jour(sheet.date_reception)}, avant un fichier déjà connu, reçu le "
                f"{jour(max(since))}, dont la parole l'emporte : {accord(balance.nb_recouvertes, 'ligne')} "
                f"{'ne change' if balance.nb_recouvertes < 2 else 'ne changent'} rien à ce que l'on sait aujourd'hui, "
                f"{accord(changes, 'ligne')} {'entre' if changes < 2 else 'entrent'} au registre."
            )


def arbitre(livraisons: Iterable[Livraison]) -> Arbitre:
    return Arbitre({key: choice for s in livraisons for key, choice in s.reponses.items()})


def meme_jour(sheets: list[Livraison], connues: list[Livraison]) -> Iterator[Question]:
    """Words received the same day that do not say the same: which is the last one?"""
    day, natures = sheets[0].date_reception, {s.nature for s in sheets}
    others = sorted({(s.rang, s.dossier, s.emetteur, s.fichier) for s in connues
                     if s.date_reception == day and s.mode != "ajout" and s.nature in natures})  # fmt: skip
    if not others or _etat(connues, sheets, others[-1][0] + 1) == _etat(connues, sheets, others[0][0] - 1):
        return
    text = f"Un autre fichier reçu le {jour(day)} parle des mêmes sujets, autrement. Lequel est la dernière parole ?"
    before = {folder: f"Il a été reçu avant {file} ({sender})" for _, folder, sender, file in others}
    choices = [Choix(DERNIER, "Le fichier déposé ici est le dernier reçu", "il fait foi")]
    choices += [Choix(f"{AVANT}{folder}", said, "l'autre fait foi") for folder, said in before.items()]
    lines = tuple(f"{sender}, {file}" for _, _, sender, file in others)
    yield Question(cle("meme_jour", day, sorted(before), sheets[0].dossier), "meme_jour", text, tuple(choices), lines)


def _etat(connues: list[Livraison], sheets: list[Livraison], rang: float) -> dict[tuple[object, ...], object]:
    known = Connu(arbitre(connues))
    for _ in known.apprendre([*connues, *(replace(s, rang=rang) for s in sheets)]):
        pass
    return known.etat()


def _montant(row: dict[str, object]) -> str:
    amount = row["montant"]
    said = "montant non communiqué" if amount is None else euros(Decimal(str(amount)))
    return f"{said} le {jour(row['date_effet'])}"


def _dit(value: object) -> str:
    return "vide" if value is None else f"« {value} »"
