"""DuckDB, over the file of a publication: the engine of a service that asks for no other."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb

from ti_dashboard.moteurs.gardien import Gardien
from ti_dashboard.moteurs.moteur import Parametres

if TYPE_CHECKING:
    import pyarrow as pa

# A statement parsed once answers sooner than the relation this warning would have, copy included.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result makes an extra copy", UserWarning)
_gardien = Gardien()


class MoteurDuckDB:
    """One cursor per question, on a connection that is not its own."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        self._enonces: dict[str, duckdb.Statement] = {}

    def repondre(self, question: str, parametres: Parametres) -> pa.Table:
        with self._posee(question, parametres) as cursor:
            return cursor.to_arrow_table()

    def lire(self, question: str, parametres: Parametres) -> tuple[list[str], list[tuple[object, ...]], bool]:
        """The same in rows, without Arrow: names, rows, whether a column holds lists or structures."""
        with self._posee(question, parametres) as cursor:
            nested = any(column[1].id in ("list", "array", "struct", "map") for column in cursor.description)
            return [column[0] for column in cursor.description], cursor.fetchall(), nested

    @contextmanager
    def _posee(self, question: str, parametres: Parametres) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._con.cursor()
        _gardien.surveiller(cursor)
        try:
            yield cursor.execute(self._enonce(cursor, question), dict(parametres))
        finally:
            _gardien.relacher(cursor)
            cursor.close()

    def _enonce(self, cursor: duckdb.DuckDBPyConnection, question: str) -> duckdb.Statement:
        """The question, parsed once for all its bindings: on small tables that is a tenth of its time."""
        if question not in self._enonces:
            (self._enonces[question],) = cursor.extract_statements(question)
        return self._enonces[question]

    def fermer(self) -> None:
        """The connection is its owner's."""
