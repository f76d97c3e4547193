"""Workbooks as real programs write them, and changes made inside their parts rather than on the compressed bytes.

A byte changed in an archive breaks its checksum, and the reader never sees the rest: what is changed here is a sheet,
the shared texts, the styles, the relations, one at a time, and the archive around is whole again.
"""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter

from tests.hostiles import EN_TETE, LIGNE

# More than what a part of a seed holds: a mutation may double it, not drown the reader in it.
PARTIE_MAX = 60_000
MONTANTS = (12.5, 1e6, -3, 0)
RANGEES = [list((LIGNE | {"montant": m, "reference": f"R-{n}"}).values()) for n, m in enumerate(MONTANTS)]
Muter = Callable[[bytes, int], bytes]


def _xlsxwriter(remplir: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    remplir(book)
    book.close()
    return out.getvalue()


def _tableau(book: xlsxwriter.Workbook, nom: str = "Financements", rang: int = 0) -> Any:
    sheet = book.add_worksheet(nom)
    for line, row in enumerate((EN_TETE, *RANGEES), rang):
        sheet.write_row(line, 0, row)
    return sheet


def _habille(book: xlsxwriter.Workbook) -> None:
    sheet = _tableau(book, rang=3)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    money = book.add_format({"num_format": "#,##0.00 €", "bold": True})
    sheet.merge_range(0, 0, 1, 4, "Financements au 30/09/2019", money)
    sheet.merge_range(8, 0, 10, 0, "R-9")
    sheet.write_datetime(11, 1, datetime(2019, 9, 30), day)
    sheet.write_formula(12, 2, "=SUM(C4:C8)", money, 1009.5)
    sheet.write_rich_string(13, 0, "du ", money, "gras", " et du reste")
    sheet.write_boolean(13, 1, True)
    sheet.write_comment(4, 0, "une note")
    sheet.autofilter(3, 0, 7, 4)
    sheet.set_row(6, None, None, {"hidden": True})
    _tableau(book, "Masquée").hide()


def _en_table(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Liste")
    columns = [{"header": name} for name in EN_TETE]
    sheet.add_table(0, 0, len(RANGEES), len(EN_TETE) - 1, {"columns": columns, "data": RANGEES})
    sheet.data_validation("A2:A9", {"validate": "list", "source": ["a", "b"]})
    sheet.write_url("H1", "https://exemple.test/")


def _openpyxl(habiller: bool) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (EN_TETE, *RANGEES):
        sheet.append(row)
    if habiller:
        sheet.merge_cells("A7:C9")
        sheet["D7"], sheet["D7"].number_format = date(2019, 9, 24), "yyyy-mm-dd"
        sheet["E7"] = "=D7+1"
        sheet.row_dimensions[3].hidden = True
        book.create_sheet("Vide")
        book.create_sheet("Notes").append(["Reçu le", date(2019, 10, 1), None, 0.25])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def graines() -> Iterable[bytes]:
    yield _xlsxwriter(_tableau)
    yield _xlsxwriter(_habille)
    yield _xlsxwriter(_en_table)
    yield _xlsxwriter(_tableau, constant_memory=True)
    yield _xlsxwriter(_habille, default_date_format="dd/mm/yy", use_zip64=True)
    yield _openpyxl(habiller=False)
    yield _openpyxl(habiller=True)


def muter(octets: bytes, taille_max: int, graine: int, changer: Muter) -> bytes:
    """One part of the archive changed by ``changer``; what is no archive is changed as it is."""
    draw = random.Random(graine)
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist() if info.file_size <= PARTIE_MAX}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return changer(octets, taille_max)
    if not parts:
        return changer(octets, taille_max)
    # The sheets and their texts more often than what says only where they are.
    names = sorted(parts, key=lambda n: ("worksheets/" not in n, "shared" not in n, "styles" not in n, n))
    touched = names[min(int(draw.expovariate(0.7)), len(names) - 1)]
    parts[touched] = changer(parts[touched], PARTIE_MAX)
    if draw.random() < 0.03:
        del parts[draw.choice(names)]
    return _refermer(parts, taille_max) or octets


def _refermer(parts: dict[str, bytes], taille_max: int) -> bytes:
    """Empty when it holds more than is asked for."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue() if out.tell() <= taille_max else b""
