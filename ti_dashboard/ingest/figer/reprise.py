"""Put what was already said of each arrêté into the publication being built, as it was: figures, states, reference."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from ti_dashboard.ingest.figer import chiffres_gardes, tables
from ti_dashboard.ingest.figer.dits import Dits
from ti_dashboard.sceau.references import PREFIXE, REFERENCES

# Under what name the publication served is attached.
SERVIE = "servie"


def reprendre(con: duckdb.DuckDBPyConnection, dits: Dits) -> None:
    """Put the figures already said into the publication being built, as they were said.

    Raises ControleEchoue when the file that keeps them is gone or cannot be read.
    """
    for path in sorted({said.source for said in dits.values()}):
        days = sorted(day for day, said in dits.items() if said.source == path)
        if path.suffix == ".csv":
            said = dits[days[0]].recette
            rows = [[days[0], *row] for row in chiffres_gardes.lire(path, days[0], said)]
            tables.ajouter(con, "chiffre_scelle", ["arrete_id", *chiffres_gardes.colonnes(said)], rows)
        else:
            _reprendre_publication(con, path, days)


def reprendre_etats(con: duckdb.DuckDBPyConnection, dits: Dits, tables_figees: Sequence[str]) -> list[date]:
    """Put the states already frozen into the publication being built, as they were; gives their arrêtés."""
    kept = _connus(con, {day: said.etats for day, said in dits.items() if said.etats})
    for path, days in kept.items():
        with jointe(con, path):
            for table in tables_figees:
                copier(con, table, days)
    return sorted(day for days in kept.values() for day in days)


def reprendre_references(con: duckdb.DuckDBPyConnection, dits: Dits) -> list[date]:
    """Put the reference of the arrêtés already said into the publication being built; gives these arrêtés.

    A publication made before each arrêté kept its own showed all of them with that of its day: it becomes theirs.
    """
    kept = _connus(con, {day: said.reference for day, said in dits.items() if said.reference})
    for path, days in kept.items():
        with jointe(con, path):
            there = tables.existantes(con, SERVIE)
            for name in REFERENCES:
                if f"{PREFIXE}{name}" in there:
                    copier(con, f"{PREFIXE}{name}", days, ordre="ORDER BY arrete_id")
                else:
                    _donner(con, name, f"servie.{name}" if name in there else name, days)
    return sorted(day for days in kept.values() for day in days)


def _connus(con: duckdb.DuckDBPyConnection, held: Mapping[date, Path]) -> dict[Path, list[date]]:
    """Those of the arrêtés being built, by the file that holds them."""
    known = sorted(day for (day,) in con.execute("SELECT arrete_id FROM arrete").fetchall())
    return {path: [day for day in known if held.get(day) == path] for path in set(held.values())}


def _donner(con: duckdb.DuckDBPyConnection, name: str, source: str, days: list[date]) -> None:
    con.execute(
        f"INSERT INTO {PREFIXE}{name} BY NAME SELECT a.arrete_id, {_communes(con, name, source)} "  # noqa: S608
        f"FROM unnest($1) a (arrete_id) CROSS JOIN {source} ORDER BY a.arrete_id",
        [days],
    )


def _reprendre_publication(con: duckdb.DuckDBPyConnection, path: Path, days: list[date]) -> None:
    with jointe(con, path):
        copier(con, "chiffre_scelle", days, ordre="ORDER BY arrete_id, phase, indicateur_id, perimetre")


@contextmanager
def jointe(con: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """The publication served, beside the one being built, as « servie »."""
    quoted = str(path).replace("'", "''")
    con.execute(f"ATTACH '{quoted}' AS servie (READ_ONLY)")
    try:
        with tables.d_un_trait(con):
            yield
    finally:
        con.execute("DETACH servie")


def copier(
    con: duckdb.DuckDBPyConnection, table: str, valeurs: Sequence[object], colonne: str = "arrete_id", ordre: str = ""
) -> None:
    """The served rows whose ``colonne`` is one of ``valeurs``, in the columns both have.

    A column added since says nothing of what was said.
    """
    con.execute(
        f"INSERT INTO {table} BY NAME SELECT {_communes(con, table, f'servie.{table}')} FROM servie.{table} "  # noqa: S608
        f"WHERE list_contains($1, {colonne}) {ordre}",
        [valeurs],
    )


def _communes(con: duckdb.DuckDBPyConnection, table: str, source: str) -> str:
    """The columns that both have."""
    held = tables.colonnes(con, source)
    return ", ".join(name for name in tables.colonnes(con, table) if name in held)
