"""The seal of one arrêté: its rows by recipe, then its figures, then the root over both.

Each row is hashed alone, and the hashes are put in their own order: a seal depends on what was said, never on the order
in which a file or an engine gives it. The engine puts them in order, on the disk where they do not hold in memory, and
they are read a batch at a time: a seal takes no more of it with ten million rows.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby, islice
from typing import Any

from ti_dashboard.sceau.formes import ligne
from ti_dashboard.sceau.recettes import Recette, TableSignee, recette

# Runs one SELECT with its bound values and gives its rows, to be read once, before anything else is asked.
Lire = Callable[[str, dict[str, Any]], Iterable[tuple[Any, ...]]]
Cle = tuple[int, str, int]
CLE = ("phase", "indicateur_id", "version")
# rows counted, and their hash
Signe = tuple[int, str]
Signes = dict[str, Signe]
RIEN: Signe = (0, hashlib.sha256().hexdigest())
LOT = 10_000


@dataclass(frozen=True)
class Sceau:
    """``empreinte`` is the root, 64 hexadecimal digits; ``tables`` and ``chiffres`` are what it is made of: rows
    counted and their hash, by table, then by phase, indicator and version."""

    recette: str
    empreinte: str
    tables: Signes = field(compare=False)
    chiffres: dict[Cle, Signe] = field(compare=False)


def sceller(lire: Lire, nom: str, clotures: Mapping[date, date]) -> dict[date, Sceau]:
    """The seal that recipe ``nom`` gives to each arrêté; ``clotures``: arrêté → its closing.

    Raises PublicationIllisible when the recipe is not known here.
    """
    said = recette(nom)
    bounds: dict[str, object] = {"arretes": list(clotures), "clotures": list(clotures.values())}
    tables: dict[date, Signes] = {day: {one.table: RIEN for one in said.tables} for day in clotures}
    for content in said.tables:
        for (day,), signed in _signer(lire(_question(content), bounds)):
            tables[day][content.table] = signed
    figures: dict[date, dict[Cle, Signe]] = {day: {} for day in clotures}
    for (day, *key), signed in _signer(lire(_question(said.chiffres, *CLE), bounds)):
        figures[day][_cle(*key)] = signed
    return {
        day: Sceau(nom, _racine(said, day, closing, tables[day], figures[day]), tables[day], figures[day])
        for day, closing in clotures.items()
    }


def _racine(said: Recette, arrete_id: date, cloture: date, tables: Signes, figures: Mapping[Cle, Signe]) -> str:
    lines = [f"sceau {said.nom}", f"arrete {arrete_id:%Y-%m-%d}", f"cloture {cloture:%Y-%m-%d}"]
    for content in said.tables:
        count, digest = tables[content.table]
        lines.append(f"table {content.table} {count} {digest}")
    for (phase, name, version), (count, digest) in sorted(figures.items()):
        lines.append(f"chiffre {phase} {name} {version} {count} {digest}")
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _cle(phase: int, indicateur_id: str, version: int) -> Cle:
    return phase, indicateur_id, version


def _signer(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[tuple[Any, ...], Signe]]:
    """What each group of rows is signed by; they come sorted, a group is what stands before the hash, the last cell."""
    for key, group in groupby(rows, lambda row: row[:-1]):
        count, digest = 0, hashlib.sha256()
        while batch := [row[-1] for row in islice(group, LOT)]:
            count += len(batch)
            digest.update(b"".join(batch).hex().encode())
        yield key, (count, digest.hexdigest())


@cache
def _question(contenu: TableSignee, *cle: str) -> str:
    """The hash of every row, once for each arrêté that retains it, in the order they are signed."""
    key = ", ".join(("a.arrete", *(f"t.{name}" for name in cle)))
    return f"""
        WITH a AS (SELECT unnest($arretes) AS arrete, unnest($clotures) AS cloture)
        SELECT {key}, unhex(t.h) AS h
        FROM a JOIN (SELECT *, sha256({ligne(contenu.colonnes)}) AS h FROM {contenu.table}) t ON {contenu.retenues}
        ORDER BY ALL"""  # noqa: S608
