"""Create the tables of a publication; in tables.sql the text after « -- » on a line is the comment of its object."""

import re
from importlib.resources import files

import duckdb
import pyarrow as pa

_TABLE = re.compile(r"^CREATE TABLE (\w+) \( -- (.+)$")
_COLUMN = re.compile(r"^    (\w+) [A-Z].*?-- (.+)$")


def sql(nom: str) -> str:
    """Text of one statement file of the ingest layer."""
    return files(__package__).joinpath("sql", f"{nom}.sql").read_text(encoding="utf-8")


def creer(con: duckdb.DuckDBPyConnection) -> None:
    text = sql("tables")
    con.execute(text)
    for target, comment in _comments(text):
        escaped = comment.replace("'", "''")
        con.execute(f"COMMENT ON {target} IS '{escaped}'")


def _comments(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    table = ""
    for line in text.splitlines():
        if match := _TABLE.match(line):
            table = match[1]
            found.append((f"TABLE {table}", match[2]))
        elif match := _COLUMN.match(line):
            found.append((f"COLUMN {table}.{match[1]}", match[2]))
    return found


def ajouter(con: duckdb.DuckDBPyConnection, table: str, columns: list[str], rows: list[list[object]]) -> None:
    """One bulk insert by column name (``table`` is one of ours, never a value from a file).

    Dates and amounts travel as text and are cast by the table, so no cent is lost on the way.
    """
    if not rows:
        return
    arrays = {
        name: pa.array([_portable(v) for v in values])
        for name, values in zip(columns, zip(*rows, strict=True), strict=True)
    }
    con.register("a_ajouter", pa.table(arrays))
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM a_ajouter")  # noqa: S608
    con.unregister("a_ajouter")


def colonnes(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Names of the columns of ``table``, in order."""
    query = "SELECT column_name FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
    return [name for (name,) in con.execute(query, [table]).fetchall()]


def _portable(value: object) -> object:
    return value if value is None or isinstance(value, int | bool | list) else str(value)
