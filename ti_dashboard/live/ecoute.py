"""PostgreSQL tells every replica of a committed change (LISTEN/NOTIFY): one thread listens, and recovers by itself."""

import contextlib
import logging
import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import URL

from ti_dashboard.live.moteur_sql import CANAL

ATTENTES_S = (0.2, 0.5, 1, 2, 5)
# The listener looks this often whether it must stop, though nothing was said.
TOUR_S = 5.0
JOURNAL = logging.getLogger("ti_dashboard")


class Ecoute:
    """``annoncer`` is called with the code of each séance that changed; with every code after a lost connection."""

    def __init__(self, url: URL, annoncer: Callable[[str], None], codes: Callable[[], list[str]]) -> None:
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._annoncer, self._codes = annoncer, codes
        self._arret = threading.Event()
        self.est_prete = threading.Event()
        self._fil = threading.Thread(target=self._tourner, name="ecoute-postgres", daemon=True)
        self._fil.start()

    def fermer(self) -> None:
        self._arret.set()
        # Wakes the listener at once: it stops at this word, as every other replica lets it pass.
        with contextlib.suppress(psycopg.Error, OSError), psycopg.connect(self._dsn, autocommit=True) as con:
            con.execute("SELECT pg_notify(%s, '')", [CANAL])
        self._fil.join(timeout=2 * TOUR_S)

    def _tourner(self) -> None:
        attente = 0
        while not self._arret.is_set():
            try:
                self._ecouter()
                attente = 0
            except (psycopg.Error, OSError):
                JOURNAL.warning("Écoute de PostgreSQL interrompue, nouvelle tentative", exc_info=True)
                self._arret.wait(ATTENTES_S[min(attente, len(ATTENTES_S) - 1)])
                attente += 1

    def _ecouter(self) -> None:
        with psycopg.connect(self._dsn, autocommit=True) as con:
            con.execute(f"LISTEN {CANAL}")
            self.est_prete.set()
            # What was written while nobody listened.
            for code in self._codes():
                self._annoncer(code)
            while not self._arret.is_set():
                for notification in con.notifies(timeout=TOUR_S, stop_after=1):
                    self._annoncer(notification.payload)
