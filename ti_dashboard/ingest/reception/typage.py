"""Rows of a sheet whose columns are known → typed rows, rejected rows, faults."""

from dataclasses import replace
from datetime import date

from ti_dashboard.formats import accord
from ti_dashboard.ingest.lieux.lignes import Rattacheur
from ti_dashboard.ingest.reception.colonne import Colonne, Defaut
from ti_dashboard.ingest.reception.entetes import est_total, est_vide
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.identites import Calculs, composer, hors_programme, identifier
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

    def __init__(self, source: Source, reception: date, calculs: Calculs) -> None:
        self._source, self._calculs = source, calculs
        self._colonnes = schema(source.nature).colonnes(reception)
        self._objet = source.positions.get(source.objet or "")
        self._fixes: dict[str, object] = {}
        self._manques: list[Defaut] = []
        for column in self._colonnes:
            if column.nom in source.avant:
                column.preparer(source.avant[column.nom])
            if source.traduire or column.nom not in {*source.positions, *calculs.composes, *calculs.identites}:
                self._fixer(column, source.constantes.get(column.nom))
        computed = {*calculs.composes, *calculs.identites}
        self._calculees = [(c.nom, c.lue) for c in self._colonnes if c.nom in computed]
        self._lues = [(c.nom, source.positions[c.nom], c.lue) for c in self._colonnes if c.nom in source.positions]

    def _fixer(self, column: Colonne, raw: object) -> None:
        self._fixes[column.nom], fault = column.lue(raw)
        self._manques += [fault] if fault else []

    def typer(self, line: int, row: list[object]) -> Traduction:
        """Typed values in the order of the schema, and faults; None for a row with nothing to say here."""
        if self._source.traduire:
            values, faults = self._traduite(row)
            if values is None:
                return None
        else:
            if self._objet is not None and est_vide(row[self._objet : self._objet + 1]):
                return None
            values, faults = self._directe(line, row)
        return values, faults or enfreintes(self._source.nature, values)

    def _directe(self, line: int, row: list[object]) -> tuple[dict[str, object], list[Defaut]]:
        values = self._fixes.copy()
        faults = self._manques.copy()
        width = len(row)
        for name, position, read in self._lues:
            value, fault = read(row[position] if position < width else None)
            values[name] = value
            if fault is not None:
                faults.append(fault)
        raw = self._calculs.valeurs(line, row) if self._calculees else {}
        for name, read in self._calculees:
            values[name], fault = read(raw[name])
            faults += [fault] if fault else []
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
    header = source.en_tete
    rows = [(n, r) for n, r in enumerate(brute.lignes[header.rang + 1 :], header.rang + 2) if not est_vide(r)]
    ours = [(n, r) for n, r in rows if all(c.retient(r) for c in source.filtre)]
    calculs, notices = _calculer(source, ours)
    if outside := len(rows) - len(ours):
        notices = (hors_programme(source.filtre, outside), *notices)
    rangee = _Rangee(source, reglages.date_reception, calculs)
    kept, rejects, faults, empty = _trier(brute, source, rangee, ours)
    return FeuilleLue(brute.nom, source.lecture, source.nature, len(rows), kept, rejects, faults.liste(),
                      header.ignorees, header.cases, empty + outside, notices)  # fmt: skip


def _calculer(source: Source, rows: list[tuple[int, list[object]]]) -> tuple[Calculs, tuple[str, ...]]:
    """What no single cell holds, and what is to be said of it."""
    named = {field: identifier(rows, positions) for field, positions in source.identifiants.items()}
    composed = {field: composer(positions) for field, positions in source.composees.items()}
    notices = dict.fromkeys(notice for _, said in named.values() for notice in said)
    return Calculs(composed, {field: by_line for field, (by_line, _) in named.items()}), tuple(notices)


def _trier(
    brute: FeuilleBrute, source: Source, rangee: _Rangee, rows: list[tuple[int, list[object]]]
) -> tuple[list[tuple[int, dict[str, object]]], list[tuple[int, list[object]]], "_Fautes", int]:
    """Rows kept, rows rejected with their faults, and how many had nothing to say."""
    attaching, width = Rattacheur(schema(source.nature)), len(source.en_tete.cases)
    kept, rejects, faults, empty = [], [], _Fautes(brute.nom, source), 0
    for line, row in rows:
        found = _defauts_de_forme(row, width if not brute.nom else len(row))
        read = ({}, found) if found else rangee.typer(line, row)
        if read is None:
            empty += 1
            continue
        values, wrong = read
        if not wrong:
            values, missing = attaching.ligne(values)
            wrong = [missing] if missing else []
        if wrong:
            rejects.append((line, row))
            faults.ajouter(line, wrong)
        else:
            kept.append((line, values))
    return kept, rejects, faults, empty


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
