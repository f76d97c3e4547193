"""PostgreSQL tells every replica of a committed change, and which screens follow by the others (LISTEN/NOTIFY).

One thread listens, and recovers by itself.
"""

import contextlib
import logging
import threading

import psycopg
from sqlalchemy import URL

from ti_dashboard.live.autres_repliques import AutresRepliques
from ti_dashboard.live.bus import Bus
from ti_dashboard.live.moteur_sql import CANAL, CANAL_DES_ECRANS

# As PostgreSQL names its connection, in letters that it keeps.
NOM = "ti_dashboard ecoute"

ATTENTES_S = (0.2, 0.5, 1, 2, 5)
# The listener looks this often whether it must stop, or has something to say, though nothing was heard.
TOUR_S = 1.0
# A server that stops does not wait longer for a database that does not answer.
DERNIER_MOT_S = 2
JOURNAL = logging.getLogger("ti_dashboard")


class Ecoute:
    """The followers are told of each séance that changed; of every one after a lost connection."""

    def __init__(self, url: URL, bus: Bus, autres_repliques: AutresRepliques) -> None:
        self._dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._bus, self._autres_repliques = bus, autres_repliques
        self._arret = threading.Event()
        self.est_prete = threading.Event()
        self._fil = threading.Thread(target=self._tourner, name="ecoute-postgres", daemon=True)
        self._fil.start()

    def fermer(self) -> None:
        self._arret.set()
        # Wakes the listener at once: it stops at this word, as every other replica lets it pass.
        with (
            contextlib.suppress(psycopg.Error, OSError),
            psycopg.connect(self._dsn, autocommit=True, connect_timeout=DERNIER_MOT_S) as con,
        ):
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
        with psycopg.connect(self._dsn, autocommit=True, application_name=NOM) as con:
            for channel in (CANAL, CANAL_DES_ECRANS):
                con.execute(f"LISTEN {channel}")
            self.est_prete.set()
            # What was written while nobody listened.
            for code in self._bus.codes():
                self._bus.annoncer(code)
            while not self._arret.is_set():
                for heard in con.notifies(timeout=TOUR_S, stop_after=1):
                    self._entendre(heard)
                for said in self._autres_repliques.a_dire():
                    con.execute("SELECT pg_notify(%s, %s)", [CANAL_DES_ECRANS, said])

    def _entendre(self, heard: psycopg.Notify) -> None:
        if heard.channel == CANAL:
            self._bus.annoncer(heard.payload)
        else:
            self._autres_repliques.entendre(heard.payload)
