"""One row of cells, of a workbook or of any other file."""

from collections.abc import Sequence


def est_vide(row: Sequence[object]) -> bool:
    return all(v is None or v == "" or (isinstance(v, str) and not v.strip()) for v in row)
