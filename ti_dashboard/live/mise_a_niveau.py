"""The version of the schema: brought up to date at start, by one process at a time.

Alembic is loaded by the start that has something to change, and by no other: it weighs a tenth of a start.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

# Any number will do, as long as nobody else asks PostgreSQL for the same one.
VERROU_POSTGRES = 7_419_2019
VERSIONS = Path(__file__).parent / "migrations" / "versions"
# Where Alembic writes the version it has reached.
TABLE = "alembic_version"


def versions() -> list[str]:
    """Every version this code knows how to make, the oldest first: each has its file, ``v0001_….py``."""
    return sorted(file.name[1:5] for file in VERSIONS.glob("v*.py"))


def derniere() -> str:
    """The version this code expects."""
    return versions()[-1]


def actuelle(con: Connection) -> str | None:
    """The version the store has, or None when it is empty."""
    if not inspect(con).has_table(TABLE):
        return None
    version: str | None = con.scalar(text(f"SELECT version_num FROM {TABLE}"))  # noqa: S608 our own constant
    return version


def est_connue(version: str) -> bool:
    """Whether this code knows how to make a store of this version."""
    return version in versions()


def mettre_a_niveau(con: Connection, version: str = "head") -> None:
    """Apply what is missing, in the transaction of ``con``: all of it or nothing. ``version``: where to stop.

    The transaction holds the write lock: on SQLite it was opened so, on PostgreSQL it is asked for here.
    """
    if con.dialect.name == "postgresql":
        con.exec_driver_sql(f"SELECT pg_advisory_xact_lock({VERROU_POSTGRES})")
    if actuelle(con) != derniere():
        from alembic import command

        command.upgrade(_config(con), version)


def _config(con: Connection) -> "Config":
    from alembic.config import Config

    config = Config(attributes={"connection": con})
    config.set_main_option("script_location", "ti_dashboard.live:migrations")
    config.set_main_option("path_separator", "os")
    return config
