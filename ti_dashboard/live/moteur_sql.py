"""How the live store is reached: SQLite set so that two writers wait for one another, or PostgreSQL."""

import sqlite3
import time

from sqlalchemy import URL, Connection, Engine, create_engine, event, text

from ti_dashboard.live import textes_gardes

PATIENCE_S = 10
# Where PostgreSQL tells every replica which séance changed.
CANAL = "ti_seance"
# … and which screens follow by it.
CANAL_DES_ECRANS = "ti_ecrans"


def ouvrir(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        event.listen(engine, "before_cursor_execute", _relire)
        return engine
    engine = create_engine(url)
    event.listen(engine, "before_cursor_execute", _relire)
    event.listen(engine, "connect", _regler)
    event.listen(engine, "begin", _commencer)
    return engine


def notifier(con: Connection, code: str) -> None:
    """Tell the other replicas that this séance changed; on SQLite there are none.

    Sent at commit, and only then; the same séance twice in one transaction is told once.
    """
    if con.dialect.name == "postgresql":
        con.execute(text("SELECT pg_notify(:canal, :code)"), {"canal": CANAL, "code": code})


def _relire(_con: Connection, _cursor: object, _statement: str, values: object, _context: object, _many: bool) -> None:
    textes_gardes.exiger_tous(values)


def _regler(connexion: sqlite3.Connection, _: object) -> None:
    # Transactions are begun by us, below: the driver's own begin too late, once somebody else may have written.
    connexion.isolation_level = None
    connexion.execute(f"PRAGMA busy_timeout={PATIENCE_S * 1000}")
    _passer_en_wal(connexion)
    connexion.execute("PRAGMA synchronous=FULL")
    connexion.execute("PRAGMA foreign_keys=ON")


def _passer_en_wal(connexion: sqlite3.Connection) -> None:
    """The switch does not wait for its turn as other statements do: two processes that start at once would collide."""
    fin = time.monotonic() + PATIENCE_S
    while True:
        try:
            connexion.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > fin:
                raise
            time.sleep(0.02)


def _commencer(con: Connection) -> None:
    con.exec_driver_sql("BEGIN IMMEDIATE" if con.get_execution_options().get("immediat") else "BEGIN")
