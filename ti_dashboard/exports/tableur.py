"""Tables as files: CSV and XLSX, with what is needed to read them alone, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TextIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ti_dashboard.exports.forme import A_LIRE, DONNEES, NOTE, noter
from ti_dashboard.programme.colonnes import ECRITURES, Colonne, Ligne

# What makes a spreadsheet take a text for a formula, its full-width twins included, and what it skips before.
DANGEREUX = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
VIDES = " \u00a0\u202f\u2007\u2009\u200b\ufeff"
FORMATS = {"euros": "#,##0.00 €", "entier": "#,##0", "taux": "0.0 %", "jour": "dd/mm/yyyy"}


@dataclass(frozen=True)
class Notice:
    """What a table says of itself: filters in words, arrêté, hash, definitions and sources."""

    titre: str
    rubriques: Sequence[tuple[str, str]]


def neutraliser(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe; numbers and dates stay what they are."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(VIDES).startswith(DANGEREUX) else value


def ecrire_csv(out: TextIO, rows: Iterable[Iterable[object]], *, fin: str = "\r\n", virgule: str = ",") -> None:
    """The only writer of CSV: « ; », no cell that a spreadsheet would run, whatever it is, a heading included.

    Numbers and dates given as such are written as French spreadsheets read them (``virgule`` is the decimal mark).
    """
    writer = csv.writer(out, delimiter=";", lineterminator=fin)
    writer.writerows([_en_cellule(cell, virgule) for cell in row] for row in rows)


def _en_cellule(value: object, virgule: str) -> object:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Decimal | float):
        # A Decimal in full: « 0E-10 » and « 1E+2 » are no amounts for a spreadsheet.
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return text.replace(".", virgule)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else neutraliser(value)


def en_csv(notice: Notice, colonnes: Sequence[Colonne], rows: Iterable[Ligne]) -> bytes:
    """UTF-8 with its mark, « ; », decimal comma: opens as it is in a French spreadsheet. The notice comes first."""
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    notes = [f"{NOTE} {notice.titre}", *(noter(name, str(neutraliser(text))) for name, text in notice.rubriques)]
    ecrire_csv(out, [[note] for note in notes])
    ecrire_csv(out, [[c.libelle for c in colonnes]])
    ecrire_csv(out, ([ecrit(row, c) for c in colonnes] for row in rows))
    return out.getvalue().encode("utf-8")


def ecrit(row: Ligne, colonne: Colonne) -> object:
    """What a cell of a file says: its value, or what stands for a missing one."""
    value = colonne.lire(row)
    return colonne.manque(row) if value is None else value


def en_xlsx(notice: Notice, colonnes: Sequence[Colonne], rows: Iterable[Ligne]) -> bytes:
    """A workbook of two sheets: « À lire » (the notice) then « Données », frozen head, filters, real numbers."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        _write_notice(book, notice, bold)
        sheet = book.add_worksheet(DONNEES)
        sheet.freeze_panes(1, 0)
        formats = {genre: book.add_format({"num_format": pattern}) for genre, pattern in FORMATS.items()}
        for position, column in enumerate(colonnes):
            _ecrire_texte(sheet, 0, position, column.libelle, bold)
            sheet.set_column(position, position, 18, formats.get(column.genre))
        last = 0
        for last, row in enumerate(rows, 1):
            for position, column in enumerate(colonnes):
                _write_cell(sheet, last, position, row, column)
        sheet.autofilter(0, 0, last, len(colonnes) - 1)
    return out.getvalue()


def _write_notice(book: xlsxwriter.Workbook, notice: Notice, bold: Format) -> None:
    sheet = book.add_worksheet(A_LIRE)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    _ecrire_texte(sheet, 0, 0, notice.titre, bold)
    for line, (name, text) in enumerate(notice.rubriques, 2):
        _ecrire_texte(sheet, line, 0, name, bold)
        _ecrire_texte(sheet, line, 1, text)


def _ecrire_texte(sheet: Worksheet, line: int, position: int, text: object, style: Format | None = None) -> None:
    """The only way a text enters a sheet: as a text, neutralised, since a workbook may be saved as CSV later."""
    sheet.write_string(line, position, str(neutraliser(str(text))), style)


def _write_cell(sheet: Worksheet, line: int, position: int, row: Ligne, column: Colonne) -> None:
    value = column.lire(row)
    if value is None:
        _ecrire_texte(sheet, line, position, column.manque(row))
    elif isinstance(value, bool):
        _ecrire_texte(sheet, line, position, ECRITURES["oui_non"](value))
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, position, float(value))
    elif isinstance(value, date):
        sheet.write_datetime(line, position, value)
    else:
        _ecrire_texte(sheet, line, position, value)
