"""Create the tables of a publication; in tables.sql the text after « -- » on a line is the comment of its object."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import files

import duckdb
import pyarrow as pa

from ti_dashboard.sceau.fragments import REGISTRE
from ti_dashboard.sceau.references import PREFIXE, REFERENCES

# Column of a delivery → column of the ledger, where the two differ; and back.
NOMS = {"montant": "montant_eur", "cout_total": "cout_total_eur"}
NOMS_DITS = {ledger: delivered for delivered, ledger in NOMS.items()}
_TABLE = re.compile(r"^CREATE TABLE (\w+) \( -- (.+)$")
_COLUMN = re.compile(r"^    (\w+) [A-Z].*?-- (.+)$")


def sql(nom: str) -> str:
    """Text of one statement file of the ingest layer."""
    return REGISTRE.ecrire(nom, files(__package__).joinpath("sql", f"{nom}.sql").read_text(encoding="utf-8"))


@contextmanager
def d_un_trait(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Several statements in one transaction: the disk is waited for once, not at each of them."""
    con.begin()
    try:
        yield
    except BaseException:
        # What made it fail may have ended it already, as a disk that fills up does.
        with suppress(duckdb.Error):
            con.rollback()
        raise
    con.commit()


def creer(con: duckdb.DuckDBPyConnection) -> None:
    """Every table and its comments."""
    text = sql("tables")
    said = [(target, comment.replace("'", "''")) for target, comment in _comments(text)]
    with d_un_trait(con):
        con.execute(text)
        for name in REFERENCES:
            con.execute(f"CREATE TABLE {PREFIXE}{name} AS SELECT NULL::DATE AS arrete_id, * FROM {name} LIMIT 0")  # noqa: S608
        con.execute(";".join(f"COMMENT ON {target} IS '{comment}'" for target, comment in said))


def _comments(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    table = ""
    for line in text.splitlines():
        if match := _TABLE.match(line):
            table = match[1]
            found.append((f"TABLE {table}", match[2]))
            if table in REFERENCES:
                found.append((f"TABLE {PREFIXE}{table}", f"Tel qu'à chaque arrêté : {match[2]}"))
                found.append((f"COLUMN {PREFIXE}{table}.arrete_id", "Arrêté"))
        elif match := _COLUMN.match(line):
            found.append((f"COLUMN {table}.{match[1]}", match[2]))
            if table in REFERENCES:
                found.append((f"COLUMN {PREFIXE}{table}.{match[1]}", match[2]))
    return found


def ajouter(con: duckdb.DuckDBPyConnection, table: str, columns: list[str], rows: Sequence[Sequence[object]]) -> None:
    """One bulk insert by column name (``table`` is one of ours, never a value from a file)."""
    if rows:
        inserer(con, table, en_table(columns, rows))


def en_table(columns: list[str], rows: Sequence[Sequence[object]]) -> pa.Table:
    """``rows`` as DuckDB takes them: dates and amounts travel as text and are cast by the table, so no cent is lost."""
    arrays = {
        name: pa.array([_portable(v) for v in values])
        for name, values in zip(columns, zip(*rows, strict=True), strict=True)
    }
    return pa.table(arrays)


def inserer(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    con.register("a_ajouter", rows)
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM a_ajouter")  # noqa: S608
    con.unregister("a_ajouter")


def colonnes(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """Names of the columns of ``table``, in order."""
    return [column[0] for column in con.execute(f"SELECT * FROM {table} LIMIT 0").description]  # noqa: S608


def existantes(con: duckdb.DuckDBPyConnection, base: str | None = None) -> set[str]:
    """Tables of the publication, or of the one attached as ``base``: made before, it may not have all of ours."""
    query = "SELECT table_name FROM duckdb_tables() WHERE database_name = coalesce($1, current_database())"
    return {name for (name,) in con.execute(query, [base]).fetchall()}


def _portable(value: object) -> object:
    return value if value is None or isinstance(value, int | bool | list) else str(value)
