"""How far the filled cells of a sheet go, and its formulas, told by streaming the XML before a library lays it out.

A library gives a sheet as one rectangle: a single cell in XFD1048576 would ask for seventeen billion cells.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from ti_dashboard.formats import accord
from ti_dashboard.ingest.reception.limites import NB_CASES, NB_COLONNES, NB_FORMULES, NB_LIGNES, FichierRefuse, nombre

_CASE = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["\']([A-Za-z]{1,7})(\d{1,10})["\'][^<>]*(?<!/)>')
_CASE_SANS_REFERENCE = re.compile(rb"<(?:\w+:)?c(?=[\s>])(?![^<>]*\sr\s*=)[^<>]*(?<!/)>")
_RANGEE = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br\s*=\s*["\'](\d{1,10})["\']')
_FORMULE = re.compile(
    rb'<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["\']([A-Za-z]{1,3})(\d{1,7})["\'][^<>]*>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>([^<]{0,200}))'
)
_ERREUR = re.compile(
    rb'<(?:\w+:)?c\s(?=[^<>]*\bt\s*=\s*["\']e["\'])[^<>]*?\br\s*=\s*["\']([A-Za-z]{1,3})(\d{1,7})["\'][^<>]*>'
    rb"\s*<(?:\w+:)?v>([^<]{0,20})"
)
_RETENU_MAX = 4 << 20


@dataclass
class Etendue:
    """Filled cells of a sheet; ``formules``: (line, column) from 0 → text of the formula, or of the error."""

    nb_lignes: int = 0
    nb_colonnes: int = 0
    nb_cases: int = 0
    formules: dict[tuple[int, int], str] = field(default_factory=dict)

    def borner(self, feuille: str) -> None:
        """Raises FichierRefuse when the rectangle is bigger than what is read."""
        dense = self.nb_lignes * self.nb_colonnes
        if self.nb_colonnes > NB_COLONNES:
            said = f"a {accord(self.nb_colonnes, 'colonne')}, {NB_COLONNES} au plus sont admises."
        elif self.nb_lignes > NB_LIGNES:
            said = f"a {accord(self.nb_lignes, 'ligne')}, {nombre(NB_LIGNES)} au plus sont admises."
        elif max(dense, self.nb_cases) > NB_CASES:
            said = f"s'étend sur {accord(max(dense, self.nb_cases), 'case')}, {nombre(NB_CASES)} au plus sont admises."
        elif len(self.formules) > NB_FORMULES:
            said = f"a plus de {nombre(NB_FORMULES)} formules."
        else:
            return
        remedy = "Supprimez les cases remplies loin du tableau (Ctrl + Fin y mène), ou découpez le fichier."
        raise FichierRefuse(f"la feuille « {feuille} » {said}", remedy, feuille)


def etendue_xlsx(chunks: Iterable[bytes]) -> Etendue:
    """Extent of one worksheet part."""
    found, kept = Etendue(), b""
    for chunk in chunks:
        chunk = kept + chunk
        cut = chunk.rfind(b"<row")
        if cut <= 0 or len(chunk) - cut > _RETENU_MAX:
            cut = len(chunk)
        _mesurer(found, chunk[:cut])
        kept = chunk[cut:]
    _mesurer(found, kept)
    return found


def _mesurer(found: Etendue, chunk: bytes) -> None:
    cells = _CASE.findall(chunk)
    found.nb_cases += len(cells)
    if cells:
        found.nb_colonnes = max(found.nb_colonnes, *map(_rang_colonne, {c for c, _ in cells}))
        found.nb_lignes = max(found.nb_lignes, *map(int, {r for _, r in cells}))
    if _CASE_SANS_REFERENCE.search(chunk):
        rows = chunk.split(b"row")
        widths = [len(_CASE_SANS_REFERENCE.findall(row)) for row in rows]
        found.nb_cases += sum(widths)
        found.nb_colonnes = max(found.nb_colonnes, *widths)
        found.nb_lignes = max([found.nb_lignes + sum(w > 0 for w in widths), *map(int, _RANGEE.findall(chunk))])
    if b"<f" in chunk or b":f" in chunk:
        _retenir(found, _FORMULE.findall(chunk), "=")
    if b'"e"' in chunk or b"'e'" in chunk:
        _retenir(found, _ERREUR.findall(chunk), "")


def _retenir(found: Etendue, cells: list[tuple[bytes, bytes, bytes]], sign: str) -> None:
    """Cells whose value is not to be trusted: the library would give the result of a formula, and an error as empty."""
    for column, row, text in cells:
        if len(found.formules) <= NB_FORMULES:
            shown = sign + text.decode("utf-8", "replace")
            found.formules[int(row) - 1, _rang_colonne(column) - 1] = shown


def _rang_colonne(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    rank = 0
    for byte in letters.upper():
        rank = rank * 26 + byte - 64
    return rank


_CASES_ODS = frozenset(("table-cell", "covered-table-cell"))


class _LecteurOds:
    """Follows tables, rows and cells of a content.xml; a repeated empty cell counts only if a filled one follows."""

    def __init__(self) -> None:
        self.tables: dict[str, Etendue] = {}
        self._table = Etendue()
        self._ligne = self._colonne = self._fois_ligne = self._fois_case = self._derniere = 0
        self._formule: str | None = None
        self._remplie = False

    def debut(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in _CASES_ODS:
            self._fois_case, self._formule, self._remplie = 1, None, False
            for key, value in attributes.items():
                self._attribut(_local(key), value)
        elif local == "table-row":
            values = {_local(k): v for k, v in attributes.items()}
            self._fois_ligne, self._colonne, self._derniere = _fois(values.get("number-rows-repeated", "1")), 0, 0
        elif local == "table":
            values = {_local(k): v for k, v in attributes.items()}
            self._table = self.tables.setdefault(values.get("name", ""), Etendue())
            self._ligne = 0

    def _attribut(self, key: str, value: str) -> None:
        if key == "value-type":
            self._remplie = True
        elif key == "number-columns-repeated":
            self._fois_case = _fois(value)
        elif key == "formula":
            self._formule, self._remplie = value, True

    def texte(self, text: str) -> None:
        if not self._remplie and text.strip():
            self._remplie = True

    def _retenir(self, shown: str) -> None:
        """The formula of the current cell, as many times as the cell is repeated."""
        for line in range(self._ligne, self._ligne + min(self._fois_ligne, NB_FORMULES)):
            for column in range(self._colonne, self._colonne + min(self._fois_case, NB_FORMULES)):
                if len(self._table.formules) > NB_FORMULES:
                    return
                self._table.formules[line, column] = shown

    def fin(self, name: str) -> None:
        local = _local(name)
        if local in _CASES_ODS:
            if self._formule is not None:
                self._retenir("=" + self._formule.partition("=")[2][:200])
            self._colonne += self._fois_case
            if self._remplie:
                self._derniere = self._colonne
                self._table.nb_cases += self._fois_case * self._fois_ligne
            self._remplie = False
        elif local == "table-row":
            self._ligne += self._fois_ligne
            if self._derniere:
                self._table.nb_lignes = self._ligne
                self._table.nb_colonnes = max(self._table.nb_colonnes, self._derniere)


@lru_cache(1000)
def _local(name: str) -> str:
    """Name without its prefix."""
    return name.rpartition(":")[2]


def _fois(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else 1


def etendues_ods(chunks: Iterable[bytes]) -> dict[str, Etendue]:
    """Extent of each table of a content.xml."""
    reader, parser = _LecteurOds(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.debut, reader.fin
    parser.CharacterDataHandler = reader.texte
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)
    return reader.tables
