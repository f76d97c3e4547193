"""The live store: SQLite beside the data by default, PostgreSQL when TI_DASHBOARD_LIVE_URL says so."""

import contextlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select, update
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ti_dashboard.dossier import chemins, disque
from ti_dashboard.errors import MagasinIndisponible
from ti_dashboard.live import ecoute, mise_a_niveau, tables
from ti_dashboard.live.bus import Bus
from ti_dashboard.live.etat import Etat

NOM = "seance.sqlite"
PATIENCE_S = 10
JOURNAL = logging.getLogger("ti_dashboard")
_RAISONS = {
    "SQLITE_FULL": " : le disque est plein",
    "SQLITE_BUSY": " : quelqu'un d'autre y écrit",
    "SQLITE_READONLY": " : le fichier des séances est en lecture seule",
    "SQLITE_CANTOPEN": " : le fichier des séances ne s'ouvre pas",
    "SQLITE_IOERR": " : le disque ne répond pas",
    "SQLITE_NOTADB": " : le fichier des séances est abîmé",
    "SQLITE_CORRUPT": " : le fichier des séances est abîmé",
}
_ouverture = threading.Lock()


class Transaction:
    """One transaction that changes the store; the séances it touched are announced once it is committed."""

    def __init__(self, con: Connection) -> None:
        self.con = con
        self.touchees: dict[str, None] = {}

    def toucher(self, code: str) -> None:
        """Something of this séance changed, other than where the presenter is."""
        seance = tables.seance
        self.con.execute(update(seance).where(seance.c.code == code).values(revision=seance.c.revision + 1))
        self.annoncer(code)

    def annoncer(self, code: str) -> None:
        if code not in self.touchees and self.con.dialect.name == "postgresql":
            ecoute.notifier(self.con, code)
        self.touchees[code] = None


class Base:
    """One store, its schema up to date, and the streams that follow it. Safe between threads."""

    def __init__(self, url: str) -> None:
        self._lecteur = _engine(make_url(url))
        self._redacteur = self._lecteur.execution_options(immediat=True)
        self.bus = Bus(self.etat)
        with _refus_en_clair(), self._redacteur.begin() as con:
            mise_a_niveau.mettre_a_niveau(con)
        est_postgres = self._lecteur.dialect.name == "postgresql"
        self.ecoute = ecoute.Ecoute(self._lecteur.url, self.bus.annoncer, self.bus.codes) if est_postgres else None

    @contextlib.contextmanager
    def lire(self) -> Iterator[Connection]:
        with _refus_en_clair(), self._lecteur.connect() as con:
            yield con

    @contextlib.contextmanager
    def ecrire(self) -> Iterator[Transaction]:
        """All is written or nothing is; on the disk when this returns, and only then told to the followers."""
        with _refus_en_clair(), self._redacteur.begin() as con:
            ecriture = Transaction(con)
            yield ecriture
        if self.ecoute is None:
            for code in ecriture.touchees:
                self.bus.annoncer(code)

    def etat(self, code: str) -> Etat | None:
        """Where a séance stands, or None when there is none of this code."""
        s = tables.seance.c
        columns = (s.code, s.version, s.revision, s.adresse, s.etape_id, s.close_le.is_not(None))
        with self.lire() as con:
            row = con.execute(select(*columns).where(s.code == code)).first()
        if row is None:
            return None
        found, version, revision, address, step, closed = row
        return Etat(found, version, revision, address, step, bool(closed))

    def fermer(self) -> None:
        if self.ecoute is not None:
            self.ecoute.fermer()
        self.bus.fermer()
        self._lecteur.dispose()


@contextlib.contextmanager
def _refus_en_clair() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, InterfaceError, PoolTimeout) as error:
        if isinstance(error, DatabaseError) and not isinstance(error, OperationalError) and not _raison(error):
            # A rule of the store was broken: a fault of ours, that must be seen.
            raise
        # The driver's own words name a host, an account, a path: they are for the log, never for the room.
        JOURNAL.exception("Le magasin des séances n'a pas répondu")
        raise MagasinIndisponible(
            f"Ce qui s'écrit en séance n'a pas pu être lu ou enregistré{_raison(error)}. Rien n'a changé ; recommencez."
        ) from None


def _raison(error: Exception) -> str:
    """Why, when it is known and can be told; SQLite names its refusals, the others are in the log."""
    return _RAISONS.get(getattr(getattr(error, "orig", None), "sqlite_errorname", ""), "")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    engine = create_engine(url)
    event.listen(engine, "connect", _regler)
    event.listen(engine, "begin", _commencer)
    return engine


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


@contextlib.contextmanager
def tel_qu_il_est(url: str, ecrire: bool) -> Iterator[Connection]:
    """One transaction on a store of whatever version, or empty: nothing is brought up to date, nobody is told.

    Only read, it is of one instant, and nobody waits for it.
    """
    engine = _engine(make_url(url))
    alone = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with _refus_en_clair(), engine.execution_options(**({"immediat": True} if ecrire else alone)).begin() as con:
            yield con
    finally:
        engine.dispose()


def adresse_du_magasin() -> str:
    """URL of the store this process must use."""
    return os.environ.get("TI_DASHBOARD_LIVE_URL") or f"sqlite:///{chemins.donnees() / NOM}"


def base() -> Base:
    """The store of this process, opened and brought up to date at the first call."""
    with _ouverture:
        return _ouvrir(adresse_du_magasin())


def base_ecrite() -> Base | None:
    """The store, or None while nobody has written in it: who only reads a screen creates no file."""
    url = make_url(adresse_du_magasin())
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        return None
    return base()


@lru_cache(maxsize=8)
def _ouvrir(url: str) -> Base:
    if url.startswith("sqlite:///"):
        with disque.refus_en_clair(chemins.donnees()):
            chemins.donnees().mkdir(parents=True, exist_ok=True)
    return Base(url)
