"""An export read again, whoever saved it last: its notice, the head of its table, its rows, and where each cell is."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ti_dashboard.dossier import disque
from ti_dashboard.dossier.limites import FichierRefuse
from ti_dashboard.errors import ExportIllisible
from ti_dashboard.exports.forme import DIT, DONNEES, NOTE
from ti_dashboard.langue.nombres import ESPACES
from ti_dashboard.tableaux.modele import TABLEAU

SEPARATEURS = ";\t,"
ZIP = b"PK"
CLASSEURS = (".xlsx", ".xlsm", ".xls", ".ods")
# A download is some hundreds of kilobytes.
OCTETS_MAX = 100 * 1024 * 1024


@dataclass(frozen=True)
class Rubrique:
    """One line of a notice; ``ligne`` is where it stands."""

    nom: str
    texte: str
    ligne: int


@dataclass(frozen=True)
class Export:
    """``feuilles``: where the notice and the table are, empty for a CSV; ``autres``: sheets that somebody added.
    ``lignes``: number in the file, then cells."""

    nom: str
    titre: str
    notice: tuple[Rubrique, ...]
    entetes: tuple[str, ...]
    lignes: tuple[tuple[int, tuple[object, ...]], ...]
    feuilles: tuple[str, str] = ("", "")
    autres: tuple[str, ...] = ()

    def dit(self, nom: str) -> Rubrique | None:
        """A line of the notice, by its name."""
        return next((r for r in self.notice if r.nom == nom), None)

    def rubrique(self, nom: str) -> Rubrique:
        """The same, of a line that is known to be there."""
        return next(r for r in self.notice if r.nom == nom)

    def lieu(self, ligne: int, colonne: int) -> str:
        """« Données, ligne 12, colonne « Engagé » (E12) »."""
        sheet = f"{self.feuilles[1]}, " if self.feuilles[1] else ""
        head = self.entetes[colonne] if colonne < len(self.entetes) else ""
        return f"{sheet}ligne {ligne}, colonne « {head} » ({_lettre(colonne)}{ligne})"

    def lieu_de_notice(self, rubrique: Rubrique) -> str:
        sheet = f"{self.feuilles[0]}, " if self.feuilles[0] else ""
        return f"{sheet}ligne {rubrique.ligne}, « {rubrique.nom} »"


def _lettre(column: int) -> str:
    """0 → A, 26 → AA."""
    return (_lettre(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def plat(text: object) -> str:
    """A text without what a spreadsheet does to its spaces, and without the apostrophe that keeps it a text."""
    shown = "".join(c for c in ESPACES.sub(" ", str(text)) if c.isprintable())
    return shown.strip().removeprefix("'")


def lire(path: Path) -> Export:
    """Raises ExportIllisible with a sentence when the file is not one that a spreadsheet wrote."""
    try:
        if path.stat().st_size > OCTETS_MAX:
            raise ExportIllisible(f"« {path.name} » est trop gros pour être un export de ce tableau de bord.")
        content = path.read_bytes()
    except OSError as error:
        raise ExportIllisible(f"Le fichier « {path} » ne se lit pas : {disque.raison(error)}.") from None
    if path.suffix.lower() in CLASSEURS or content[:2] == ZIP:
        return _lire_classeur(path, content)
    return _lire_csv(path.name, content)


def _lire_classeur(path: Path, content: bytes) -> Export:
    # A CSV needs no reader of workbooks.
    from python_calamine import CalamineWorkbook

    from ti_dashboard.classeurs import onglets

    name = path.name
    try:
        if content[:2] == ZIP:
            onglets.controler(path)
        with onglets.lisible():
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            sheets = {n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in book.sheet_names}
    except FichierRefuse as refusal:
        raise ExportIllisible(f"« {name} » n'est pas un classeur lisible : {refusal}") from None
    told = next((n for n, rows in sheets.items() if any(row and plat(row[0]) == TABLEAU for row in rows)), "")
    filled = [n for n in sheets if n != told and any(any(str(c).strip() for c in row) for row in sheets[n])]
    held = DONNEES if DONNEES in filled else next(iter(filled), "")
    lines = [(i, row) for i, row in enumerate(sheets.get(told, []), 1) if any(plat(c) for c in row)]
    titre = plat(lines[0][1][0]) if lines else ""
    notice = tuple(Rubrique(plat(r[0]), plat(r[1]) if len(r) > 1 else "", i) for i, r in lines[1:] if plat(r[0]))
    head, rows = _separer(enumerate(sheets.get(held, []), 1))
    return Export(name, titre, notice, head, rows, (told, held), tuple(n for n in filled if n != held))


def _separer(rows: Iterator[tuple[int, Sequence[object]]]) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """The first line that says something is the head; empty lines are nothing."""
    said = [(i, tuple(row)) for i, row in rows if any(c is not None and str(c).strip() for c in row)]
    if not said:
        return (), ()
    head = [plat(c) for c in said[0][1]]
    while head and not head[-1]:
        head.pop()
    return tuple(head), tuple((i, row[: len(head)] + ("",) * (len(head) - len(row))) for i, row in said[1:])


def _lire_csv(name: str, content: bytes) -> Export:
    text = _decoder(content)
    rows = _rangees(text)
    # The notice is lines that start with ``NOTE``, which a spreadsheet may have quoted or filled with empty cells.
    notes = [(i, plat(row[0]).removeprefix(NOTE).strip()) for i, row in rows if _est_une_note(row)]
    named = [Rubrique(*_nommer(said), i) for i, said in notes[1:]]
    head, data = _separer((i, row) for i, row in rows if not _est_une_note(row))
    return Export(name, notes[0][1] if notes else "", tuple(r for r in named if r.nom), head, data)


def _decoder(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rangees(text: str) -> list[tuple[int, list[str]]]:
    """The rows as the separator that cuts the head of the table the most gives them; each with its line."""
    tried = []
    for mark in SEPARATEURS:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
            rows = [(reader.line_num, row) for row in reader]
        except csv.Error:
            continue
        head = next((row for _, row in rows if any(row) and not _est_une_note(row)), [])
        tried.append((len([c for c in head if c.strip()]), rows))
    return max(tried, key=lambda one: one[0])[1] if tried else []


def _est_une_note(row: Sequence[object]) -> bool:
    return bool(row) and plat(row[0]).startswith(NOTE)


def _nommer(said: str) -> tuple[str, str]:
    name, _, text = said.partition(DIT)
    return name.strip(), text.strip().removeprefix("'")
