"""Workbooks: bounds are checked on the archive, then python-calamine gives the cells as they are."""

import contextlib
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from ti_dashboard.formats import accord
from ti_dashboard.ingest.reception import archives
from ti_dashboard.ingest.reception.archives import ABIME, CHIFFRE, MACROS
from ti_dashboard.ingest.reception.etendues import Etendue, etendue_xlsx, etendues_ods
from ti_dashboard.ingest.reception.etendues_xls import etendues_xls
from ti_dashboard.ingest.reception.limites import LONGUEUR_CASE, NB_CASES, NB_FEUILLES, FichierRefuse, nombre

__all__ = ["CHIFFRE", "MACROS", "lire"]

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ILLISIBLE = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, ExpatError, OSError, EOFError, ValueError,
              NotImplementedError, KeyError)  # fmt: skip
Rangees = list[list[object]]


def lire(path: Path, kind: str) -> Iterator[tuple[str, Rangees]]:
    """(name, rows) of each sheet; a formula is given as its text, « =SUM(A1:A9) », and never as its value.

    Raises FichierRefuse.
    """
    extents = _etendues(path, kind)
    with _illisible():
        book = CalamineWorkbook.from_path(path)
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    _controler_noms([s.name for s in sheets])
    for sheet in sheets:
        with _illisible():
            yield sheet.name, _rangees(book.get_sheet_by_name(sheet.name), extents.get(sheet.name, Etendue()))


@contextlib.contextmanager
def _illisible() -> Iterator[None]:
    """Whatever the library says of a broken workbook becomes one sentence."""
    try:
        yield
    except (FichierRefuse, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except PasswordError:
        raise FichierRefuse(*CHIFFRE) from None
    except BaseException as error:  # a panic of the Rust library is not an Exception
        raise FichierRefuse(*ABIME) from error


def _controler_noms(names: list[str]) -> None:
    if len(names) > NB_FEUILLES:
        raise FichierRefuse(f"le classeur a {accord(len(names), 'feuille')}, {NB_FEUILLES} au plus sont admises.",
                            "Ne gardez que les feuilles à déposer.")  # fmt: skip
    if not all(n.strip() for n in names):
        raise FichierRefuse("une feuille du classeur n'a pas de nom.", "Nommez chaque feuille.")
    if len({n.casefold() for n in names}) < len(names):
        raise FichierRefuse("deux feuilles du classeur portent le même nom.", "Renommez l'une des deux.")


def _rangees(sheet: CalamineSheet, extent: Etendue) -> Rangees:
    size = sheet.total_height * sheet.total_width
    if size > NB_CASES:
        Etendue(sheet.total_height, sheet.total_width, size).borner(sheet.name)
    rows = sheet.to_python(skip_empty_area=False)
    for (line, column), text in extent.formules.items():
        if line < len(rows):
            rows[line] += [""] * (column + 1 - len(rows[line]))
            rows[line][column] = text
    for line, row in enumerate(rows, 1):
        for cell in row:
            if type(cell) is str and len(cell) > LONGUEUR_CASE:
                raise FichierRefuse(f"une case dépasse {nombre(LONGUEUR_CASE)} caractères.", "Raccourcissez ce texte.",
                                    sheet.name, line)  # fmt: skip
    return rows


def _etendues(path: Path, kind: str) -> dict[str, Etendue]:
    """Extent of each sheet, by name, every member of the archive checked on the way."""
    try:
        if kind == "xls":
            return _bornees(etendues_xls(path.read_bytes()))
        with archives.ouvrir(path) as archive:
            found = _etendues_ods(archive) if kind == "ods" else _etendues_xlsx(archive)
    except _ILLISIBLE:
        raise FichierRefuse(*ABIME) from None
    return _bornees(found)


def _bornees(found: dict[str, Etendue]) -> dict[str, Etendue]:
    for name, extent in found.items():
        extent.borner(name)
    return found


def _etendues_ods(archive: zipfile.ZipFile) -> dict[str, Etendue]:
    for name in archive.namelist():
        if name == "META-INF/manifest.xml" and any(b"encryption-data" in c for c in archives.morceaux(archive, name)):
            raise FichierRefuse(*CHIFFRE)
        if name.endswith(".xml") and name != "content.xml":
            for _ in archives.morceaux(archive, name):
                pass
    return etendues_ods(archives.morceaux(archive, "content.xml"))


def _etendues_xlsx(archive: zipfile.ZipFile) -> dict[str, Etendue]:
    parts = {name: etendue_xlsx(archives.morceaux(archive, name)) for name in archive.namelist()}
    rels = "xl/_rels/workbook.xml.rels"
    targets = {r.get("Id"): r.get("Target", "") for r in _xml(archive, rels)}
    found: dict[str, Etendue] = {}
    for sheet in _xml(archive, "xl/workbook.xml").iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            target = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_RELATION), "")))
            found[sheet.get("name", "")] = parts.pop(target.lstrip("/"), Etendue())
    return found | parts


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A small part, its declarations already checked."""
    return ElementTree.fromstring(archive.read(name))  # noqa: S314
