"""Rows of a delivery, attached one after the other: cells that say a place become a territory and how it was known."""

from ti_dashboard.ingest.lieux.modele import Place, Rattachement
from ti_dashboard.ingest.lieux.resoudre import rattacher
from ti_dashboard.ingest.reception.colonne import Defaut
from ti_dashboard.ingest.schema import Schema

# What a row keeps of its place beside the territory: how it was attached, and what the file said.
VOIE, DIT = "rattachement", "lieu_dit"
SUITES = (VOIE, DIT)
_SANS_LIEU = Rattachement()


class Rattacheur:
    """``ligne`` gives the row without its place cells, and a fault where a territory must be known and is not."""

    def __init__(self, contract: Schema) -> None:
        self._noms = contract.propres
        self._lieux = contract.lieux
        self._requis = any(c.lieu_requis for c in contract.champs)
        self._connus: dict[tuple[int, Place], Rattachement] = {}

    def ligne(self, values: dict[str, object]) -> tuple[dict[str, object], Defaut | None]:
        row = {name: values[name] for name in self._noms}
        if not self._lieux:
            return row, None
        place = Place(row["territoire_id"], *[values.get(name) for name in self._lieux])
        found = self._trouver(place, row["phase"]) if any(place) else _SANS_LIEU
        row |= {"territoire_id": found.territoire_id, VOIE: found.voie, DIT: found.lieu_dit}
        return row, _manque(found) if self._requis and not found.territoire_id else None

    def _trouver(self, place: Place, phase: int) -> Rattachement:
        if (known := self._connus.get((phase, place))) is None:
            known = self._connus[phase, place] = rattacher(place, phase)
        return known


def _manque(found: Rattachement) -> Defaut:
    if found.lieu_dit is None:
        return Defaut("territoire_id", None, "la valeur est obligatoire et la case est vide.", "Remplissez la case.")
    return Defaut("territoire_id", found.lieu_dit, "ne donne pas de territoire.", "Écrivez le code du territoire.")
