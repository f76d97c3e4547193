"""The rows of an answer: what every reader shares, so that nobody can change them, and what they weigh in memory."""

from collections.abc import Collection, Mapping, Sequence
from sys import getsizeof
from types import MappingProxyType
from typing import Any

import pyarrow as pa

# A row as its engine gives it: None stays None (a DataFrame would turn an unknown amount into NaN, then into 0). What a
# column holds is said by its question, in SQL, that no type checker reads: who takes a value out says what it takes.
Valeur = Any
Ligne = Mapping[str, Valeur]

# The view that protects a row, and what an answer takes beside its rows: its key, its place among the others.
_VUE = getsizeof(MappingProxyType({}))
_PLACE = 700
_COMPOSEES = {tuple, MappingProxyType}


def figer(table: pa.Table) -> tuple[Ligne, ...]:
    """Rows that nobody can change; the lists in them become tuples, a whole number is one whoever added it up."""
    names, columns = table.column_names, map(_valeurs, table.columns)
    return tuple(MappingProxyType(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def _valeurs(column: pa.ChunkedArray) -> Sequence[object]:
    """The values of a column. A word or a date is held once however many rows say it."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_date(kind):
        said = column.combine_chunks().dictionary_encode()
        words = [*said.dictionary.to_pylist(), None]
        return [words[rank] for rank in said.indices.fill_null(-1).to_pylist()]
    if pa.types.is_decimal(kind) and kind.scale == 0:
        column = column.cast(pa.int64())
    if pa.types.is_nested(kind):
        return [_figer(value) for value in column.to_pylist(maps_as_pydicts="strict")]
    values: list[object] = column.to_pylist()
    return values


def _figer(valeur: object) -> object:
    if isinstance(valeur, list):
        return tuple(map(_figer, valeur))
    if isinstance(valeur, dict):
        return MappingProxyType({key: _figer(value) for key, value in valeur.items()})
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
