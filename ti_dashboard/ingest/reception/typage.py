"""Rows of a sheet whose columns are known → typed rows, rejected rows, faults."""

from dataclasses import replace
from datetime import date

from ti_dashboard.formats import accord
from ti_dashboard.ingest.lieux.lignes import Rattacheur
from ti_dashboard.ingest.reception.colonne import Colonne, Defaut
from ti_dashboard.ingest.reception.entetes import est_total, est_vide
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.lectures import Faute, FeuilleLue, Reglages
from ti_dashboard.ingest.reception.limites import NB_FAUTES
from ti_dashboard.ingest.reception.regles import enfreintes
from ti_dashboard.ingest.reception.sources import Source, Traduction
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.ingest.schema import schema

_TOTAL = Defaut(None, None, "cette ligne est un total, pas un fait.", "Supprimez les lignes de total.")
_TROP_DE_CASES = Defaut(None, None, "la ligne a plus de cases que l'en-tête.",
                        "Entourez de guillemets les textes qui contiennent le séparateur.")  # fmt: skip


class _Rangee:
    """Types one row at a time: the raw value of each field, then the schema, then the rules of the trade."""

    def __init__(self, source: Source, reception: date) -> None:
        self._source = source
        self._colonnes = schema(source.nature).colonnes(reception)
        self._objet = source.positions.get(source.objet or "")
        self._fixes: dict[str, object] = {}
        self._manques: list[Defaut] = []
        for column in self._colonnes:
            if column.nom in source.avant:
                column.preparer(source.avant[column.nom])
            if source.traduire or column.nom not in source.positions:
                self._fixer(column, source.constantes.get(column.nom))
        self._lues = [(c.nom, source.positions[c.nom], c.lue) for c in self._colonnes if c.nom in source.positions]

    def _fixer(self, column: Colonne, raw: object) -> None:
        self._fixes[column.nom], fault = column.lue(raw)
        self._manques += [fault] if fault else []

    def typer(self, row: list[object]) -> Traduction:
        """Typed values in the order of the schema, and faults; None for a row with nothing to say here."""
        if self._source.traduire:
            values, faults = self._traduite(row)
            if values is None:
                return None
        else:
            if self._objet is not None and est_vide(row[self._objet : self._objet + 1]):
                return None
            values, faults = self._directe(row)
        return values, faults or enfreintes(self._source.nature, values)

    def _directe(self, row: list[object]) -> tuple[dict[str, object], list[Defaut]]:
        values = self._fixes.copy()
        faults = self._manques.copy()
        width = len(row)
        for name, position, read in self._lues:
            value, fault = read(row[position] if position < width else None)
            values[name] = value
            if fault is not None:
                faults.append(fault)
        return values, faults

    def _traduite(self, row: list[object]) -> tuple[dict[str, object] | None, list[Defaut]]:
        translated = self._source.traduire(row)
        if translated is None:
            return None, []
        raw, faults = translated
        if faults:
            return {}, faults
        read = {c.nom: c.lue(raw.get(c.nom)) for c in self._colonnes}
        return {name: value for name, (value, _) in read.items()}, [fault for _, fault in read.values() if fault]


def lire_feuille(brute: FeuilleBrute, source: Source, reglages: Reglages) -> FeuilleLue:
    """Read every row under the header; blank rows are not rows."""
    rangee, attaching = _Rangee(source, reglages.date_reception), Rattacheur(schema(source.nature))
    kept, rejects, faults = [], [], _Fautes(brute.nom, source)
    header, total, empty = source.en_tete, 0, 0
    for line, row in enumerate(brute.lignes[header.rang + 1 :], header.rang + 2):
        if est_vide(row):
            continue
        total += 1
        found = _defauts_de_forme(row, len(header.cases) if not brute.nom else len(row))
        read = (({}, found)) if found else rangee.typer(row)
        if read is None:
            empty += 1
        elif read[1]:
            rejects.append((line, row))
            faults.ajouter(line, read[1])
        else:
            values, missing = attaching.ligne(read[0])
            if missing:
                rejects.append((line, row))
                faults.ajouter(line, [missing])
            else:
                kept.append((line, values))
    return FeuilleLue(brute.nom, source.lecture, source.nature, total, kept, rejects, faults.liste(),
                      header.ignorees, header.cases, empty)  # fmt: skip


def _defauts_de_forme(row: list[object], width: int) -> list[Defaut]:
    """Faults of a row as a row. Only a text file shifts its cells: there, one too many means a lost delimiter."""
    if est_total(row):
        return [_TOTAL]
    return [_TROP_DE_CASES] if len(row) > width and not est_vide(row[width:]) else []


class _Fautes:
    """Faults of a sheet under the sender's own headers, the first ones in full and the rest counted."""

    def __init__(self, feuille: str, source: Source) -> None:
        self._feuille, self._listees, self._autres = feuille, [], 0
        cells = source.en_tete.cases
        said = {f: cells[i] for f, i in source.positions.items() if i < len(cells) and mot_cle(cells[i]) != mot_cle(f)}
        self._dites = said

    def ajouter(self, line: int, found: list[Defaut]) -> None:
        for defect in found:
            if len(self._listees) >= NB_FAUTES:
                self._autres += 1
                continue
            named = replace(defect, colonne=self._dites.get(defect.colonne, defect.colonne))
            self._listees.append(Faute(self._feuille, line, named.colonne, named.valeur, named.constat, named.remede))

    def liste(self) -> list[Faute]:
        if self._autres:
            said = accord(
                self._autres, "autre anomalie n'est pas détaillée.", "autres anomalies ne sont pas détaillées."
            )
            self._listees.append(Faute(self._feuille, None, None, None, said, "Corrigez d'abord celles-ci."))
        return self._listees
