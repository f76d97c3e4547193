"""The rows of a table of columns, as an engine other than DuckDB gives it. Loaded only where one answers: Arrow brings
numpy, and takes twice the time of rows for a table of a few.
"""

from collections.abc import Sequence
from types import MappingProxyType

import pyarrow as pa

from ti_dashboard.magasin.lignes import Ligne, figer_valeur


def figer_table(table: pa.Table) -> tuple[Ligne, ...]:
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
        return [figer_valeur(value) for value in column.to_pylist(maps_as_pydicts="strict")]
    values: list[object] = column.to_pylist()
    return values
