"""The version of the schema: brought up to date at start, by one process at a time."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

# Any number will do, as long as nobody else asks PostgreSQL for the same one.
VERROU_POSTGRES = 7_419_2019


def _config(con: Connection | None = None) -> Config:
    config = Config(attributes={"connection": con})
    config.set_main_option("script_location", "ti_dashboard.live:migrations")
    config.set_main_option("path_separator", "os")
    return config


def derniere() -> str:
    """The version this code expects."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def actuelle(con: Connection) -> str | None:
    """The version the store has, or None when it is empty."""
    return MigrationContext.configure(con).get_current_revision()


def est_connue(version: str) -> bool:
    """Whether this code knows how to make a store of this version."""
    return version in {found.revision for found in ScriptDirectory.from_config(_config()).walk_revisions()}


def mettre_a_niveau(con: Connection, version: str = "head") -> None:
    """Apply what is missing, in the transaction of ``con``: all of it or nothing. ``version``: where to stop.

    The transaction holds the write lock: on SQLite it was opened so, on PostgreSQL it is asked for here.
    """
    if con.dialect.name == "postgresql":
        con.exec_driver_sql(f"SELECT pg_advisory_xact_lock({VERROU_POSTGRES})")
    if actuelle(con) != derniere():
        command.upgrade(_config(con), version)
