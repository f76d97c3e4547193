"""Rows of a deposit with their place, as questions name them."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from ti_dashboard.ingest.reception.valeurs import cle_identifiant, mot_cle
from ti_dashboard.ingest.registre.arbitrage import montant_dit
from ti_dashboard.ingest.registre.livraison import Livraison

# Codes of the answers: which of the rows count.
PREMIERE, DERNIERE, TOUTES, JUSTE, ECARTER = "premiere", "derniere", "toutes", "juste", "ecarter"


class PlaceDeposee(NamedTuple):
    """One row of the deposit: rank of its sheet from 0, line, row, and where it is in words."""

    feuille: int
    ligne: int
    row: dict[str, Any]
    lieu: str


def lieux(sheets: Iterable[Livraison], natures: Collection[str]) -> list[PlaceDeposee]:
    return [
        PlaceDeposee(rank, line, row, f"{s.fichier}{f', feuille {s.feuille}' if s.feuille else ''}, ligne {line}")
        for rank, s in enumerate(sheets)
        if s.nature in natures
        for line, row in s.lignes
    ]


def acte(row: dict[str, Any]) -> tuple[object, ...]:
    """What names an act, in any spelling; two bodies behind one funder are two."""
    giver = mot_cle(row.get("financeur_dit") or "")
    return row["operateur_id"], cle_identifiant(str(row["reference"])), row["type_montant"], giver


def montant(row: dict[str, Any]) -> str:
    return montant_dit(row["montant"], row["date_effet"])
