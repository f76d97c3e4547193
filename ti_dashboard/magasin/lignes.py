"""The rows of an answer: what every reader shares, so that nobody can change them, and what they weigh in memory."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from sys import getsizeof
from types import MappingProxyType
from typing import Any

# A row as DuckDB gives it: None stays None (a DataFrame would turn an unknown amount into NaN, then into 0). What a
# column holds is said by its question, in SQL, that no type checker reads: who takes a value out says what it takes.
Valeur = Any
Ligne = Mapping[str, Valeur]

# The view that protects a row, and what an answer takes beside its rows: its key, its place among the others.
_VUE = getsizeof(MappingProxyType({}))
_PLACE = 700
# What rows say again and again: never a number, equal to others of another type.
_PARTAGEES = (str, date)
_COMPOSEES = {tuple, MappingProxyType}


def figer(noms: Sequence[str], rows: Iterable[tuple[object, ...]], composees: bool) -> tuple[Ligne, ...]:
    """Rows that cannot be changed; lists become tuples where a column holds some (``composees``).

    A word or a date is held once however many rows say it: the engine gives each cell an object of its own.
    """
    if composees:
        rows = (tuple(map(figer_valeur, row)) for row in rows)
    said: dict[object, object] = {}
    once = said.setdefault
    return tuple(
        MappingProxyType({name: once(v, v) if type(v) in _PARTAGEES else v for name, v in zip(noms, row, strict=True)})
        for row in rows
    )


def figer_valeur(valeur: object) -> object:
    if isinstance(valeur, list):
        return tuple(map(figer_valeur, valeur))
    if isinstance(valeur, dict):
        return MappingProxyType({key: figer_valeur(value) for key, value in valeur.items()})
    return valeur


def peser(rows: tuple[Ligne, ...]) -> int:
    """Bytes an answer keeps in memory: its rows, their values, and what these hold."""
    if not rows:
        return _PLACE
    # The dictionary behind the view is as large in every row: all have the same columns.
    each = _VUE + getsizeof(dict(rows[0]))
    # All values at once, each object once: most answers hold no list, and one look at their types says so.
    held = {id(value): value for row in rows for value in row.values()}
    return _PLACE + getsizeof(rows) + each * len(rows) + _peser_valeurs(held.values())


def _peser_valeurs(values: Collection[object]) -> int:
    return sum(map(getsizeof, values)) + sum(map(_peser_contenu, values) if _COMPOSEES & set(map(type, values)) else ())


def _peser_contenu(valeur: object) -> int:
    """What a list or a structure holds, beside itself."""
    if isinstance(valeur, tuple):
        return sum(getsizeof(v) + _peser_contenu(v) for v in valeur)
    if isinstance(valeur, MappingProxyType):
        return getsizeof(valeur.copy()) + _peser_valeurs(valeur.values())
    return 0
