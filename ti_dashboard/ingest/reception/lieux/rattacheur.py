"""Rows of a delivery, attached one after the other: cells that say a place become a territory and how it was known."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.lieux.bilan import BilanDesLieux
from ti_dashboard.ingest.reception.lieux.modele import PlaceDite, Rattachement
from ti_dashboard.ingest.reception.lieux.resoudre import rattacher
from ti_dashboard.ingest.reception.schema import Schema
from ti_dashboard.ingest.reception.valeurs import code_ecrit, mot_cle
from ti_dashboard.referentiels.natures import NATURES

# What a row keeps of its place beside the territory: how it was attached, and what the file said.
VOIE, DIT = "rattachement", "lieu_dit"
SUITES = (VOIE, DIT)
# What lists write, as people or as programs do, where they know no place.
_ABSENCES = frozenset(
    (
        "",
        "null",
        "none",
        "nan",
        "nil",
        "na",
        "nc",
        "nd",
        "neant",
        "sansobjet",
        "inconnu",
        "inconnue",
        "nonconnu",
        "nonrenseigne",
        "nonrenseignee",
        "noncommunique",
        "noncommuniquee",
    )
)


class Rattacheur:
    """``ligne`` gives the row without its place cells, and a fault where a territory must be known and is not; ``avis``
    says what became of the places of the sheet.
    """

    def __init__(self, contract: Schema) -> None:
        self._contrat, self._bilan = contract, BilanDesLieux()
        self._requis = any(c.lieu_requis for c in contract.champs)
        self._membres = "membres" in contract.noms
        # An act or a job of a project lies where the project does: nothing is missing when it says no place.
        self._suit = "projet_id" in contract.noms and NATURES[contract.nature].declare != "projet_id"
        self._connus: dict[tuple[int, PlaceDite], Rattachement] = {}

    def ligne(self, line: int, values: dict[str, Any]) -> tuple[dict[str, Any], Defaut | None]:
        row = {name: values[name] for name in self._contrat.gardes}
        if self._membres:
            self._bilan.noter_membres(line, row["membres"])
        if not self._contrat.lieux:
            return row, None
        place = PlaceDite(row["territoire_id"], *[_dit(values.get(name)) for name in self._contrat.lieux])
        found = self._trouver(place, row["phase"])
        if any(place) or not (self._suit and row["projet_id"]):
            self._bilan.noter(line, found)
        row |= {"territoire_id": found.territoire_id, VOIE: found.voie, DIT: found.lieu_dit}
        return row, _manque(found) if self._requis and not found.territoire_id else None

    def avis(self) -> Iterator[str]:
        return self._bilan.phrases()

    def _trouver(self, place: PlaceDite, phase: int) -> Rattachement:
        if (known := self._connus.get((phase, place))) is None:
            known = self._connus[phase, place] = rattacher(place, phase)
        return known


@lru_cache(100_000)
def _dit(cell: str | None) -> str | None:
    """A cell that says a place: « NULL », « n.c. » and « - » say none."""
    return None if cell is None or mot_cle(cell) in _ABSENCES else code_ecrit(cell)


def _manque(found: Rattachement) -> Defaut:
    if found.lieu_dit is None:
        return Defaut("territoire_id", None, "la valeur est obligatoire et la case est vide.", "Remplissez la case.")
    return Defaut("territoire_id", found.lieu_dit, "ne donne pas de territoire.", "Écrivez le code du territoire.")
