"""How far the filled cells of a sheet go, and its formulas, told by streaming the XML before a library lays it out.

A library gives a sheet as one rectangle: a single cell in XFD1048576 would ask for seventeen billion cells.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ti_dashboard.dossier.limites import NB_CASES, NB_COLONNES, NB_FORMULES, NB_LIGNES, FichierRefuse
from ti_dashboard.langue.formats import accord, nombre

# The name of an element may bear any prefix; the words of a tag are told from those that merely end like them.
PREFIXE = rb"<(?:[^\s<>:/]+:)?"
_CASE = re.compile(PREFIXE + rb'c\s(?:[^<>]*?\s)??r\s*=\s*["\']([A-Za-z]{1,7})(\d{1,10})["\'][^<>]*(?<!/)>')
_CASE_SANS_REFERENCE = re.compile(PREFIXE + rb"c(?=[\s>])(?![^<>]*\sr\s*=)[^<>]*(?<!/)>")
_FORMULE = re.compile(
    PREFIXE + rb'c\s(?:[^<>]*?\s)??r\s*=\s*["\']([A-Za-z]{1,3})(\d{1,7})["\'][^<>]*>\s*'
    rb"<(?:[^\s<>:/]+:)?f(?:\s[^<>]*)?(?:/>|>([^<]{0,200}))"
)
_ERREUR = re.compile(
    PREFIXE
    + rb'c\s(?=(?:[^<>]*\s)?t\s*=\s*["\']e["\'])(?:[^<>]*?\s)??r\s*=\s*["\']([A-Za-z]{1,3})(\d{1,7})["\'][^<>]*>'
    rb"\s*<(?:[^\s<>:/]+:)?v>([^<]{0,20})"
)
_MASQUEE = re.compile(
    PREFIXE + rb'row\s(?=(?:[^<>]*\s)?(?:hidden\s*=\s*["\'](?:1|true)|ht\s*=\s*["\']0(?:\.0+)?)["\'])'
    rb'(?:[^<>]*?\s)??r\s*=\s*["\'](\d{1,7})["\']'
)
_COLONNE_MASQUEE = re.compile(PREFIXE + rb'col\s(?=(?:[^<>]*\s)?hidden\s*=\s*["\'](?:1|true)["\'])[^<>]*>')
# A cell or a row whose tag is not written as Excel writes one, whose place is no place, or hides in what is quoted: the
# library would read it elsewhere than the words above do.
_AUTRE_MOT = rb"""(?!r[\s=])[^\s=<>"'/]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*')"""
_DOUTEUSE = re.compile(
    PREFIXE
    + rb"""(?:c(?=[\s/>])(?!(?:\s+(?:r\s*=\s*(?:"[A-Za-z]{1,7}\d{1,10}"|'[A-Za-z]{1,7}\d{1,10}')|"""
    + _AUTRE_MOT
    + rb"""))*\s*/?>)|row(?=[\s/>])(?!(?:\s+(?:r\s*=\s*(?:"\d{1,10}"|'\d{1,10}')|"""
    + _AUTRE_MOT
    + rb"""))*\s*/?>))"""
)
_BORNES = re.compile(rb'\b(min|max)\s*=\s*["\'](\d{1,5})["\']')
_RETENU_MAX = 4 << 20


Fusion = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Etendue:
    """Filled cells of a sheet; ``formules``: (line, column) from 0 → text of the formula, or of the error.

    ``masquees``: lines, from 1, that are hidden or filtered out, ``colonnes_masquees``: hidden columns, from 0;
    ``fusions``: first and last corner, from 0, of merged cells where the library does not tell them;
    ``est_douteuse``: a cell is somewhere else, or may be; ``nb_sans_reference``: filled cells that do not say where
    they are.
    """

    nb_lignes: int = 0
    nb_colonnes: int = 0
    nb_cases: int = 0
    formules: dict[tuple[int, int], str] = field(default_factory=dict)
    masquees: set[int] = field(default_factory=set)
    fusions: list[Fusion] = field(default_factory=list)
    colonnes_masquees: set[int] = field(default_factory=set)
    est_douteuse: bool = False
    nb_sans_reference: int = 0

    def borner(self, feuille: str) -> None:
        """Raises FichierRefuse when the rectangle is bigger than what is read."""
        dense = self.nb_lignes * self.nb_colonnes
        if self.nb_colonnes > NB_COLONNES:
            said = f"a {accord(self.nb_colonnes, 'colonne')}, {NB_COLONNES} au plus sont admises."
        elif self.nb_lignes > NB_LIGNES:
            said = f"a {accord(self.nb_lignes, 'ligne')}, {nombre(NB_LIGNES)} au plus sont admises."
        elif (size := max(dense, self.nb_cases + self.nb_sans_reference)) > NB_CASES:
            said = f"s'étend sur {accord(size, 'case')}, {nombre(NB_CASES)} au plus sont admises."
        elif len(self.formules) > NB_FORMULES:
            said = f"a plus de {nombre(NB_FORMULES)} formules."
        else:
            return
        remedy = "Supprimez les cases remplies loin du tableau (Ctrl + Fin y mène), ou découpez le fichier."
        raise FichierRefuse(f"la feuille « {feuille} » {said}", remedy, feuille)


def etendue_xlsx(chunks: Iterable[bytes]) -> Etendue:
    """Extent of the cells of one worksheet part that say where they are; of the others, how many."""
    found = Etendue()
    for chunk in par_rangees(chunks):
        _mesurer(found, chunk)
    return found


def par_rangees(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a row, a cell or a tag: what is cut in two would hide what it says of itself."""
    kept = b""
    for chunk in chunks:
        kept += chunk
        starts = (_dernier(kept, name) for name in (b"row", b"c ", b""))
        at = next((start for start in starts if start > 0 and len(kept) - start <= _RETENU_MAX), 0)
        cut = at or (len(kept) if len(kept) > _RETENU_MAX else 0)
        yield kept[:cut]
        kept = kept[cut:]
    yield kept


def _dernier(chunk: bytes, name: bytes) -> int:
    """Where the last tag that begins so does, whatever its prefix."""
    prefixed = chunk.rfind(b":" + name) if name else -1
    return max(chunk.rfind(b"<" + name), chunk.rfind(b"<", 0, prefixed) if prefixed > 0 else -1)


def _mesurer(found: Etendue, chunk: bytes) -> None:
    found.est_douteuse |= _DOUTEUSE.search(chunk) is not None
    cells = _CASE.findall(chunk)
    found.nb_cases += len(cells)
    if cells:
        found.nb_colonnes = max(found.nb_colonnes, *map(rang_colonne, {c for c, _ in cells}))
        found.nb_lignes = max(found.nb_lignes, *map(int, {r for _, r in cells}))
    found.nb_sans_reference += len(_CASE_SANS_REFERENCE.findall(chunk))
    if b"hidden" in chunk or b'ht="0' in chunk or b"ht='0" in chunk:
        for column in _COLONNE_MASQUEE.findall(chunk):
            ends = {name: int(value) for name, value in _BORNES.findall(column)}
            found.colonnes_masquees |= {*range(ends.get(b"min", 1) - 1, min(ends.get(b"max", 0), NB_COLONNES))}
        found.masquees |= {int(row) for row in _MASQUEE.findall(chunk) if int(row) <= NB_LIGNES}
    if b"<f" in chunk or b":f" in chunk:
        _retenir(found, _FORMULE.findall(chunk), "=")
    if b'"e"' in chunk or b"'e'" in chunk:
        _retenir(found, _ERREUR.findall(chunk), "")


def _retenir(found: Etendue, cells: list[tuple[bytes, bytes, bytes]], sign: str) -> None:
    """Cells whose value is not to be trusted: the library would give the result of a formula, and an error as empty."""
    for column, row, text in cells:
        if len(found.formules) <= NB_FORMULES:
            shown = sign + text.decode("utf-8", "replace")
            found.formules[int(row) - 1, rang_colonne(column) - 1] = shown


def rang_colonne(letters: bytes) -> int:
    """A → 1, Z → 26, AA → 27."""
    rank = 0
    for byte in letters.upper():
        rank = rank * 26 + byte - 64
    return rank
