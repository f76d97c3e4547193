"""Which calls of a gesture fail, and how: all kinds of files it touches, a few calls of each, every fault of each call.

Two thousand calls on the draft that DuckDB writes are one kind; its first, its last and some between are struck.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.appels.couche import DURABLES, FAUTES

_VARIABLE = re.compile(r"[0-9a-f]{64}|\d{8}T\d+-[0-9a-f]+|\d{8}-bpifrance-[0-9a-f]{10}|brouillon-\d+|\d+")


class Point(NamedTuple):
    """``rang``: which call, from 1; ``fichier``: what it touches, without what changes from one run to the next."""

    rang: int
    appel: str
    fichier: str
    faute: str


def role(chemin: str, base: Path) -> str:
    return _VARIABLE.sub("N", chemin.removeprefix(str(base)))


def choisir(appels: list[tuple[str, str]], base: Path, par_sorte: int) -> Iterator[Point]:
    """At most ``par_sorte`` calls of each kind, spread from the first to the last; then what does not go away."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for rank, (call, path) in enumerate(appels, 1):
        kinds.setdefault((call, role(path, base)), []).append(rank)
    for (call, file), ranks in kinds.items():
        for rank in _repartis(ranks, par_sorte):
            yield from (Point(rank, call, file, fault) for fault in FAUTES[call])
    for fault in DURABLES:
        for rank in _repartis(list(range(1, len(appels) + 1)), 4 * par_sorte):
            call, path = appels[rank - 1]
            yield Point(rank, call, role(path, base), fault)


def _repartis(ranks: list[int], nombre: int) -> list[int]:
    """Evenly spread, the first and the last included."""
    if len(ranks) <= nombre:
        return ranks
    if nombre == 1:
        return ranks[:1]
    return sorted({ranks[round(i * (len(ranks) - 1) / (nombre - 1))] for i in range(nombre)})
