"""A publication whose rows stand in another order, and whose names and amounts are all one when asked: what a question
answers must not depend on the first, and its order must hold through the second.
"""

from pathlib import Path

import duckdb

from ti_dashboard.ingest.figer.tables import sql
from ti_dashboard.magasin.guichet import Publication

# What rows are ordered by before what tells them apart.
CLES_D_ORDRE = {
    "VARCHAR": ("nom", "libelle", "intitule", "libelle_court"),
    "INTEGER": ("population", "rang", "ordre"),
    "DECIMAL": ("montant_eur", "nombre"),
}
_COLONNES = "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = 'origine' AND table_name = $1"
UNES = {"VARCHAR": "'Le même'", "INTEGER": "1", "DECIMAL": "100"}


def melanger(source: Path, cible: Path, graine: int, *, egaliser: bool = False) -> Publication:
    """The rows of ``source`` in an order drawn with ``graine``."""
    with duckdb.connect(str(cible)) as con:
        con.execute(sql("tables").partition("CREATE TABLE")[0])
        con.execute(f"ATTACH '{source}' AS origine (READ_ONLY)")
        for (table,) in con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'origine'"
        ).fetchall():
            columns = con.execute(_COLONNES, [table]).fetchall()
            kept = ", ".join(_colonne(name, kind, egaliser) for name, kind in columns)
            con.execute(
                f"CREATE TABLE {table} AS SELECT {kept} FROM origine.{table} o ORDER BY hash(o.rowid, {graine})"  # noqa: S608
            )
        con.execute("DETACH origine")
    return Publication(cible)


def _colonne(name: str, kind: str, egaliser: bool) -> str:
    base = kind.partition("(")[0]
    return f"{UNES[base]}::{kind} AS {name}" if egaliser and name in CLES_D_ORDRE.get(base, ()) else name
