"""Rows of a sheet whose columns are known → typed rows, rejected rows, faults."""

from collections.abc import Callable
from datetime import date

from ti_dashboard.ingest.colonne import Colonne, Defaut
from ti_dashboard.ingest.entetes import est_total, est_vide
from ti_dashboard.ingest.fichiers import FeuilleBrute
from ti_dashboard.ingest.formats import Source
from ti_dashboard.ingest.lectures import Faute, FeuilleLue, Reglages
from ti_dashboard.ingest.limites import NB_FAUTES, nombre
from ti_dashboard.ingest.regles import enfreintes
from ti_dashboard.ingest.schema import schema

_TOTAL = Defaut(None, None, "cette ligne est un total, pas un fait.", "Supprimez les lignes de total.")


class _Rangee:
    """Types one row at a time: the raw value of each field, then the schema, then the rules of the trade."""

    def __init__(self, source: Source, reception: date) -> None:
        self._nature = source.nature
        self._objet = source.positions.get(source.objet or "")
        self._lues: list[tuple[str, int, Callable[[object], tuple[object, Defaut | None]]]] = []
        self._fixes: dict[str, object] = {}
        self._manques: list[Defaut] = []
        for column in schema(source.nature).colonnes(reception):
            if column.nom in source.positions:
                if column.nom in source.avant:
                    column.preparer(source.avant[column.nom])
                self._lues.append((column.nom, source.positions[column.nom], column.lue))
            else:
                self._fixer(column, source.constantes.get(column.nom))

    def _fixer(self, column: Colonne, raw: object) -> None:
        self._fixes[column.nom], fault = column.lue(raw)
        self._manques += [fault] if fault else []

    def est_sans_objet(self, row: list[object]) -> bool:
        """The column this reading is about is empty: the row speaks of something else."""
        if self._objet is None:
            return False
        raw = row[self._objet] if self._objet < len(row) else None
        return raw is None or (isinstance(raw, str) and not raw.strip())

    def typer(self, row: list[object]) -> tuple[dict[str, object], list[Defaut]]:
        values = self._fixes.copy()
        faults = self._manques.copy()
        width = len(row)
        for name, position, read in self._lues:
            value, fault = read(row[position] if position < width else None)
            values[name] = value
            if fault is not None:
                faults.append(fault)
        return values, faults or enfreintes(self._nature, values)


def lire_feuille(brute: FeuilleBrute, source: Source, reglages: Reglages) -> FeuilleLue:
    """Read every row under the header; blank rows are not rows."""
    rangee, names = _Rangee(source, reglages.date_reception), schema(source.nature).noms
    kept, rejects, faults = [], [], _Fautes(brute.nom)
    total = empty = 0
    for line, row in enumerate(brute.lignes[source.en_tete.rang + 1 :], source.en_tete.rang + 2):
        if est_vide(row):
            continue
        total += 1
        if est_total(row):
            found = [_TOTAL]
        elif rangee.est_sans_objet(row):
            empty += 1
            continue
        else:
            values, found = rangee.typer(row)
        if found:
            rejects.append((line, row))
            faults.ajouter(line, found)
        else:
            kept.append((line, {name: values[name] for name in names}))
    header = source.en_tete
    return FeuilleLue(brute.nom, source.lecture, source.nature, total, kept, rejects, faults.liste(),
                      header.ignorees, header.cases, empty)  # fmt: skip


class _Fautes:
    """Faults of a sheet, the first ones in full and the rest counted."""

    def __init__(self, feuille: str) -> None:
        self._feuille, self._listees, self._autres = feuille, [], 0

    def ajouter(self, line: int, found: list[Defaut]) -> None:
        for defect in found:
            if len(self._listees) < NB_FAUTES:
                self._listees.append(
                    Faute(self._feuille, line, defect.colonne, defect.valeur, defect.constat, defect.remede)
                )
            else:
                self._autres += 1

    def liste(self) -> list[Faute]:
        if self._autres:
            said = f"{nombre(self._autres)} autres anomalies ne sont pas détaillées."
            self._listees.append(Faute(self._feuille, None, None, None, said, "Corrigez d'abord celles-ci."))
        return self._listees
