"""Amounts that look like a reference, or are out of all proportion with what their sender ever declared."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ti_dashboard.dossier.depot import Question, ReponsePossible
from ti_dashboard.ingest.reception.identites import SEPARATEUR
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.ingest.registre.arbitrage import cle
from ti_dashboard.ingest.registre.doutes.places import ECARTER, JUSTE, PlaceDeposee, acte, lieux, montant
from ti_dashboard.ingest.registre.ecarts import Connu
from ti_dashboard.ingest.registre.livraison import Livraison
from ti_dashboard.langue.formats import euros
from ti_dashboard.referentiels.natures import ACTES

# How many times the largest amount of its sender an amount may be before somebody is asked.
DEMESURE = 10
MILLIERS = 1000


def demesures(sheets: list[Livraison], connues: Iterable[Livraison], known: Connu) -> Iterator[Question]:
    """One question per doubtful amount of the deposit. ``known`` has learnt ``connues`` and not the deposit."""
    largest = _plus_grand([s for s in connues if mot_cle(s.emetteur) == mot_cle(sheets[0].emetteur)])
    for place in lieux(sheets, ACTES):
        if why := _doute(place.row, largest) or _milliers(place.row, known, sheets[0].emetteur):
            yield douter(place, why)


def _plus_grand(sheets: Iterable[Livraison]) -> Decimal | None:
    known = (row["montant"] for s in sheets if s.nature in ACTES for _, row in s.lignes)
    return max((abs(a) for a in known if a is not None), default=None)


def _doute(row: dict[str, Any], largest: Decimal | None) -> str | None:
    amount = row["montant"]
    if not amount:
        return None
    if str(abs(amount).normalize().to_integral_value()) in map(mot_cle, str(row["reference"]).split(SEPARATEUR)):
        return f"Le montant {euros(amount)} est égal à la référence de l'acte."
    if largest and abs(amount) >= DEMESURE * largest:
        return f"Le montant {euros(amount)} vaut au moins {DEMESURE} fois le plus grand connu, {euros(largest)}."
    return None


def _milliers(row: dict[str, Any], known: Connu, emetteur: str) -> str | None:
    """A file in thousands of euros after one in euros, or the other way round."""
    amount = row["montant"]
    if not amount or row["cause"] != "initial":
        return None
    held = [a for a in known.versements(row, emetteur).values() if a and amount in (a / MILLIERS, a * MILLIERS)]
    if not held:
        return None
    way = "plus petit" if amount < held[0] else "plus grand"
    return (
        f"Le montant {euros(amount)} est mille fois {way} que celui que l'on connaît de cet acte, {euros(held[0])} : "
        "l'un des deux fichiers est-il en milliers d'euros ?"
    )


def douter(place: PlaceDeposee, why: str) -> Question:
    """Is the amount of this row right, or is the row to be left out?"""
    return Question(
        cle("montant_douteux", acte(place.row), place.row["date_effet"], place.row["montant"]),
        "montant_douteux",
        why,
        (
            ReponsePossible(JUSTE, "Le montant est juste", "la ligne compte"),
            ReponsePossible(ECARTER, "La ligne est fausse", "elle est laissée de côté"),
        ),
        (f"{place.lieu} : référence {place.row['reference']}, {montant(place.row)}",),
        ((ECARTER, place.feuille, place.ligne),),
    )
