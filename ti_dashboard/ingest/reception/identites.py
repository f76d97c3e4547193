"""What a list does not give as it stands: which rows are of the programme, and what each row is called.

An identifier made of what the row says is the same whenever the row comes again, in another order or in two files.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ti_dashboard.ingest.reception.dates import lire_date
from ti_dashboard.ingest.reception.nombres import lire_nombre
from ti_dashboard.ingest.reception.valeurs import ValeurRefusee, lire_texte, mot_cle
from ti_dashboard.langue.formats import accord

SEPARATEUR = "/"
# A longer cell enters an identifier by its print: a title is no name of a row.
LONGUEUR = 24
# Lines named in a sentence; the others are counted.
NOMMEES = 4
LigneRecue = tuple[int, list[object]]
_DATE = re.compile(r"\s*[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{1,4}\s*")


@dataclass(frozen=True)
class CritereDeLigne:
    """A row is kept when the cell at ``position``, under ``en_tete``, is one of ``valeurs`` however it is written."""

    en_tete: str
    position: int
    valeurs: tuple[str, ...]

    def retient(self, row: Sequence[object]) -> bool:
        raw = row[self.position] if self.position < len(row) else None
        return _ecrite(raw) in {_ecrite(value) for value in self.valeurs}

    def en_mots(self) -> str:
        return f"{self.en_tete} = {' ou '.join(f'« {value} »' for value in self.valeurs)}"


def hors_programme(criteres: tuple[CritereDeLigne, ...], nb: int) -> str:
    """What is said of the rows a filter leaves out."""
    said = " et ".join(c.en_mots() for c in criteres)
    return f"Hors du programme, {accord(nb, 'ligne')} : ne sont lues que celles où {said}. Le fichier est gardé entier."


def composer(positions: Sequence[int]) -> Callable[[Sequence[object]], object]:
    """Cells of several columns, one after the other; nothing when all are empty."""

    def value(row: Sequence[object]) -> object:
        cells = [_texte(row[i]) if i < len(row) else "" for i in positions]
        return SEPARATEUR.join(cells) if any(cells) else None

    return value


def identifier(
    rows: Sequence[LigneRecue], positions: Sequence[int], sirets: Collection[int] = ()
) -> tuple[dict[int, str], tuple[str, ...]]:
    """Line → identifier of each row, from the columns that name it (every one when none is given), and what to say.

    In the columns ``sirets`` a SIRET names its company: a list gives the one, its extract the other. Rows that these
    columns name alike are told apart by all they say, and those that say all the same by their rank.
    """
    names = {line: _nom(row, positions, sirets) for line, row in rows}
    shared = {name for name, nb in Counter(names.values()).items() if nb > 1}
    seen: Counter[str] = Counter()
    repeated: list[int] = []
    for line, row in rows:
        if names[line] in shared:
            whole = names[line] + SEPARATEUR + empreinte([_ecrite(c) for c in row]) if positions else names[line]
            seen[whole] += 1
            repeated += [line] if seen[whole] > 1 else []
            names[line] = whole if seen[whole] == 1 else f"{whole}{SEPARATEUR}{seen[whole]}"
    return names, (_repetees(repeated),) if repeated else ()


def _repetees(lines: list[int]) -> str:
    shown = ", ".join(str(n) for n in lines[:NOMMEES]) + ("…" if len(lines) > NOMMEES else "")
    return (
        f"{accord(len(lines), 'ligne répète', 'lignes répètent')} mot pour mot une ligne du fichier, sans identifiant "
        f"qui les distingue : {accord(len(lines), 'comptée', 'comptées')} à part (ligne {shown})."
    )


def _nom(row: Sequence[object], positions: Sequence[int], sirets: Collection[int]) -> str:
    if not positions:
        return empreinte([_ecrite(cell) for cell in row])
    cells = [_ecrite(row[i]) if i < len(row) else "" for i in positions]
    cells = [_siren(cell) if i in sirets else cell for i, cell in zip(positions, cells, strict=True)]
    return SEPARATEUR.join(cell if len(cell) <= LONGUEUR else empreinte([cell]) for cell in cells)


def _siren(written: str) -> str:
    """The company of a SIRET, without the zeros that a number loses at its head."""
    return written.zfill(14)[:9].lstrip("0") if written.isdecimal() and 9 < len(written) <= 14 else written


def empreinte(cells: list[str]) -> str:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return hashlib.blake2b("\x1f".join(cells).encode(), digest_size=6).hexdigest()


def _ecrite(raw: object) -> str:
    """What the writings of one cell have in common, in a text file and in a workbook: « 01004 » and 1004.0 are one."""
    try:
        if isinstance(raw, date) or (isinstance(raw, str) and _DATE.fullmatch(raw)):
            return lire_date(raw).isoformat()
        return f"{round(lire_nombre(raw), 6).normalize():f}"
    except ValeurRefusee:
        text = _texte(raw)
        return mot_cle(text) or text


def _texte(raw: object) -> str:
    try:
        return "" if raw is None else lire_texte(raw)
    except ValeurRefusee:
        return str(raw).strip()


@dataclass(frozen=True)
class Calculs:
    """Fields of a sheet that no single cell holds: ``composes`` from some cells, ``identites`` by line."""

    composes: Mapping[str, Callable[[Sequence[object]], object]]
    identites: Mapping[str, Mapping[int, str]]

    def valeurs(self, line: int, row: Sequence[object]) -> dict[str, object]:
        return {name: read(row) for name, read in self.composes.items()} | {
            name: by_line[line] for name, by_line in self.identites.items()
        }
