"""One row of a sheet whose columns are known: raw cells → typed values, faults, and what was done to them."""

from datetime import date
from typing import Any

from ti_dashboard.classeurs.rangee_vide import est_vide
from ti_dashboard.dossier.defaut import Defaut
from ti_dashboard.ingest.reception.colonne import LecteurDeColonne, Lue
from ti_dashboard.ingest.reception.identites import Calculs
from ti_dashboard.ingest.reception.lieux.phases import SELON_LA_DATE, phase_au
from ti_dashboard.ingest.reception.regles import enfreintes
from ti_dashboard.ingest.reception.schema import schema
from ti_dashboard.ingest.reception.sources import Source, Traduction


class Rangee:
    """Types one row at a time: the raw value of each field, then the schema, then the rules of the trade.

    ``retouchees``: (field, raw value, what it became) of the last row, for the cells that were not kept as written.
    """

    def __init__(self, source: Source, reception: date, calculs: Calculs) -> None:
        self._source, self._calculs = source, calculs
        self._colonnes = schema(source.nature).colonnes(reception)
        self._objet = source.positions.get(source.objet or "")
        self._fixes: dict[str, Any] = {}
        self._manques: list[Defaut] = []
        self.retouchees: list[tuple[str, object, Lue]] = []
        self._phase_datee = source.constantes.get("phase") == SELON_LA_DATE
        computed = {*calculs.composes, *calculs.identites}
        later = {*source.positions, *computed, *(["phase"] if self._phase_datee else [])}
        for column in self._colonnes:
            if column.nom in source.avant:
                column.preparer(source.avant[column.nom])
            if source.traduire or column.nom not in later:
                self._fixer(column, source.constantes.get(column.nom))
        self._calculees = [(c.nom, c.lire) for c in self._colonnes if c.nom in computed]
        self._lues = [(c.nom, source.positions[c.nom], c.lire) for c in self._colonnes if c.nom in source.positions]

    def _fixer(self, column: LecteurDeColonne, raw: object) -> None:
        self._fixes[column.nom], fault = column.lue(raw)
        self._manques += [fault] if fault else []

    def typer(self, line: int, row: list[object]) -> Traduction:
        """Typed values in the order of the schema, and faults; None for a row with nothing to say here."""
        self.retouchees.clear()
        if self._source.traduire:
            values, faults = self._traduite(row)
            if values is None:
                return None
        else:
            if self._objet is not None and est_vide(row[self._objet : self._objet + 1]):
                return None
            values, faults = self._directe(line, row)
        return values, faults or enfreintes(self._source.nature, values)

    def _directe(self, line: int, row: list[object]) -> tuple[dict[str, Any], list[Defaut]]:
        values = self._fixes.copy()
        faults = self._manques.copy()
        width = len(row)
        for name, position, read in self._lues:
            cell = row[position] if position < width else None
            self._retenir(name, cell, read(cell), values, faults)
        raw = self._calculs.valeurs(line, row) if self._calculees else {}
        for name, read in self._calculees:
            self._retenir(name, raw[name], read(raw[name]), values, faults)
        if self._phase_datee and values.get("date_effet"):
            values["phase"] = phase_au(values["date_effet"])
        return values, faults

    def _traduite(self, row: list[object]) -> tuple[dict[str, Any] | None, list[Defaut]]:
        translated = self._source.traduire(row) if self._source.traduire else None
        if translated is None:
            return None, []
        raw, faults = translated
        if faults:
            return {}, faults
        values: dict[str, Any] = {}
        for column in self._colonnes:
            cell = raw.get(column.nom)
            self._retenir(column.nom, cell, column.lire(cell), values, faults)
        return values, faults

    def _retenir(self, name: str, cell: object, read: Lue, values: dict[str, Any], faults: list[Defaut]) -> None:
        values[name], fault, kind, _ = read
        if fault is not None:
            faults.append(fault)
        elif kind:
            self.retouchees.append((name, cell, read))
