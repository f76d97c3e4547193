"""Workbooks: bounds are checked on the archive, then python-calamine gives the cells as they are."""

import contextlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from ti_dashboard.classeurs import archives, paquets
from ti_dashboard.classeurs.archives import ABIME, CHIFFRE
from ti_dashboard.classeurs.etendues import Etendue, etendue_xlsx
from ti_dashboard.classeurs.etendues_ods import etendues_ods
from ti_dashboard.classeurs.etendues_sans_reference import elargir
from ti_dashboard.classeurs.fusions import remplir
from ti_dashboard.dossier.limites import LONGUEUR_CASE, NB_CASES, NB_FEUILLES, FichierRefuse
from ti_dashboard.langue.formats import accord, nombre

Rangees = list[list[object]]


@dataclass(frozen=True)
class Onglet:
    """One sheet; ``masquees``: its hidden lines, from 1; ``recopiees``: cells, (line, column), filled from a merge;
    ``intertitres``: lines with a cell merged across columns; ``colonnes_masquees``: from 0.
    """

    nom: str
    rangees: Rangees
    est_masque: bool
    masquees: frozenset[int]
    recopiees: frozenset[tuple[int, int]]
    intertitres: frozenset[int]
    colonnes_masquees: frozenset[int]


def lire(path: Path, kind: str) -> Iterator[Onglet]:
    """Each sheet; a formula is given as its text, « =SUM(A1:A9) », and never as its value.

    Raises FichierRefuse.
    """
    extents = controler(path, kind)
    with lisible():
        book = _ouvrir(path, kind)
        sheets = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    _controler_noms([s.name for s in sheets])
    for sheet in sheets:
        with lisible():
            extent = extents.get(sheet.name, Etendue())
            read = book.get_sheet_by_name(sheet.name)
            rows = _rangees(read, extent)
            merges = read.merged_cell_ranges or extent.fusions
            filled, across = remplir(rows, merges, sheet.name), frozenset(a[0] + 1 for a, b in merges if b[1] > a[1])
            is_hidden = sheet.visible != SheetVisibleEnum.Visible
            yield Onglet(
                sheet.name,
                rows,
                is_hidden,
                frozenset(extent.masquees),
                filled,
                across,
                frozenset(extent.colonnes_masquees),
            )


def _ouvrir(path: Path, kind: str) -> CalamineWorkbook:
    if kind == "xlsx":
        with archives.ouvrir(path) as archive:
            straight = paquets.redresser(archive, paquets.classeur(archive) or paquets.CLASSEUR)
        if straight is not None:
            return CalamineWorkbook.from_filelike(straight)
    return CalamineWorkbook.from_path(path)


@contextlib.contextmanager
def lisible() -> Iterator[None]:
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
        raise FichierRefuse(
            f"le classeur a {accord(len(names), 'feuille')}, {NB_FEUILLES} au plus sont admises.",
            "Ne gardez que les feuilles à déposer.",
        )
    if not all(n.strip() for n in names):
        raise FichierRefuse("une feuille du classeur n'a pas de nom.", "Nommez chaque feuille.")
    if len({n.casefold() for n in names}) < len(names):
        raise FichierRefuse("deux feuilles du classeur portent le même nom.", "Renommez l'une des deux.")


def _rangees(sheet: CalamineSheet, extent: Etendue) -> Rangees:
    size = sheet.total_height * sheet.total_width
    if size > NB_CASES:
        Etendue(sheet.total_height, sheet.total_width, size).borner(sheet.name)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (line, column), text in extent.formules.items():
        if line < len(rows):
            rows[line] += [""] * (column + 1 - len(rows[line]))
            rows[line][column] = text
    for line, row in enumerate(rows, 1):
        for cell in row:
            if type(cell) is str and len(cell) > LONGUEUR_CASE:
                raise FichierRefuse(
                    f"une case dépasse {nombre(LONGUEUR_CASE)} caractères.", "Raccourcissez ce texte.", sheet.name, line
                )
    return rows


def controler(path: Path, kind: str = "") -> dict[str, Etendue]:
    """Extent of each sheet, by name, every member of the archive checked on the way: no library reads it before.

    ``kind`` where it is known. Raises FichierRefuse.
    """
    kind = kind or paquets.genre(path)
    with archives.lue(), archives.ouvrir(path) as archive:
        found = _etendues_ods(archive) if kind == "ods" else _etendues_xlsx(archive)
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


def _etendue(archive: zipfile.ZipFile, name: str) -> Etendue:
    found = etendue_xlsx(archives.morceaux(archive, name))
    if 0 < found.nb_sans_reference <= NB_CASES:
        elargir(found, archives.morceaux(archive, name))
    return found


def _etendues_xlsx(archive: zipfile.ZipFile) -> dict[str, Etendue]:
    workbook = paquets.classeur(archive) or paquets.CLASSEUR
    parts = {name: _etendue(archive, name) for name in archive.namelist()}
    targets = {p.relation: p.membre for p in paquets.parties(archive, workbook)}
    found: dict[str, Etendue] = {}
    for sheet in paquets.lire_xml(archive, workbook).iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = next((v for k, v in sheet.attrib.items() if k.endswith("relationships}id")), "")
            found[sheet.get("name", "")] = parts.pop(targets.get(link, ""), Etendue())
    # What is no sheet, an image say, may hold anything.
    sheets = [*found.values(), *(extent for name, extent in parts.items() if "worksheets" in name.casefold())]
    if any(extent.est_douteuse for extent in sheets):
        raise FichierRefuse(*ABIME)
    return found | parts
