"""Formulas, errors, hidden lines and columns of an XLS: of these, a library only gives the last value of a formula."""

import struct
from collections.abc import Iterator

from ti_dashboard.ingest.reception.archives import ABIME
from ti_dashboard.ingest.reception.etendues import Etendue
from ti_dashboard.ingest.reception.limites import NB_COLONNES, NB_FORMULES, FichierRefuse

_FIN = 0xFFFFFFFA  # from here on, a sector number is a mark
_ENTREE, _RACCOURCI, _RACINE = 128, 4096, "Root Entry"
INHABITUEL = ("le classeur XLS est écrit d'une façon inhabituelle : ses formules et ses erreurs ne se distinguent pas.",
              "Enregistrez-le au format XLSX et renvoyez-le.")  # fmt: skip
_ERREURS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _EOF, _FEUILLE, _FORMULE, _BOOLERR, _RANGEE = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205, 0x0208
_COLONNES = 0x007D
_MASQUEE = 0x20  # bit of a row whose height is nothing


def etendues_xls(raw: bytes) -> dict[str, Etendue]:
    """Sheet → its formulas, its errors, what is hidden of it.

    Raises FichierRefuse when it cannot be told: a formula would pass for a value, and an error for an empty cell.
    """
    try:
        stream = _flux(raw)
        return {name: _feuille(stream, offset) for name, offset in _feuilles(stream)}
    except (struct.error, IndexError, KeyError, ValueError):
        raise FichierRefuse(*INHABITUEL) from None


def _flux(raw: bytes) -> bytes:
    """The workbook stream of the compound file."""
    size = 1 << struct.unpack_from("<H", raw, 30)[0]
    fat: list[int] = []
    for sector in _secteurs_fat(raw, size):
        fat += struct.unpack_from(f"<{size // 4}I", raw, size * (sector + 1))
    body = raw[size:]  # sectors are counted after the header
    directory = _chaine(body, fat, size, struct.unpack_from("<I", raw, 48)[0])
    entries = {name: start for name, *start in _entrees(directory)}
    first, total = entries["Workbook"]  # « Book » is of before 1997: its records are others
    if total >= _RACCOURCI:
        return _chaine(body, fat, size, first)[:total]
    short = 1 << struct.unpack_from("<H", raw, 32)[0]
    table = _chaine(body, fat, size, struct.unpack_from("<I", raw, 60)[0])
    mini = [*struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])]
    held = _chaine(body, fat, size, entries[_RACINE][0])  # small streams are held together under the root
    return _chaine(held, mini, short, first)[:total]


def _entrees(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Name, first sector and length of each stream."""
    for at in range(0, len(directory) - _ENTREE + 1, _ENTREE):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le")
        yield name, *struct.unpack_from("<II", directory, at + 116)


def _secteurs_fat(raw: bytes, size: int) -> list[int]:
    found = [n for n in struct.unpack_from("<109I", raw, 76) if n < _FIN]
    following = struct.unpack_from("<I", raw, 68)[0]
    while following < _FIN and len(found) * size < len(raw):
        more = struct.unpack_from(f"<{size // 4}I", raw, size * (following + 1))
        found += [n for n in more[:-1] if n < _FIN]
        following = more[-1]
    return found


def _chaine(body: bytes, fat: list[int], size: int, first: int) -> bytes:
    """Sectors of ``size`` bytes one after the other, as their table chains them."""
    parts: list[bytes] = []
    while first < _FIN:
        if len(parts) > len(fat):
            raise FichierRefuse(*ABIME)  # sectors that go round for ever
        parts.append(body[size * first : size * (first + 1)])
        first = fat[first]
    return b"".join(parts)


def _enregistrements(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        yield code, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _feuilles(stream: bytes) -> Iterator[tuple[str, int]]:
    for code, body in _enregistrements(stream, 0):
        if code == _EOF:
            return
        if code == _FEUILLE:
            offset, count, wide = struct.unpack_from("<I", body)[0], body[6], body[7] & 1
            text = body[8 : 8 + count * (1 + wide)]
            yield text.decode("utf-16-le" if wide else "latin-1"), offset


def _feuille(stream: bytes, offset: int) -> Etendue:
    found, depth = Etendue(), 0
    for code, body in _enregistrements(stream, offset):
        depth += (code == _BOF) - (code == _EOF)
        if depth <= 0 or len(found.formules) > NB_FORMULES:
            break
        if depth == 1 and code == _FORMULE:
            found.formules[struct.unpack_from("<HH", body)] = "=formule"
        elif depth == 1 and code == _BOOLERR and body[7]:
            found.formules[struct.unpack_from("<HH", body)] = _ERREURS.get(body[6], "#N/A")
        elif depth == 1 and code == _COLONNES and len(body) > 8 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            found.colonnes_masquees.update(range(first, min(last + 1, NB_COLONNES)))
        elif depth == 1 and code == _RANGEE and struct.unpack_from("<H", body, 12)[0] & _MASQUEE:
            found.masquees.add(struct.unpack_from("<H", body)[0] + 1)
    return found
