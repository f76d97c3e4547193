"""A transaction that is there or is not, and is known to be: the disk may refuse its end once all of it is written."""

import contextlib
import logging
from collections.abc import Iterator

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from ti_dashboard.errors import MagasinIndisponible

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


@contextlib.contextmanager
def engager(redacteur: Engine) -> Iterator[Connection]:
    """One transaction. Raises MagasinIndisponible when nobody can say whether it is there."""
    asked = False
    try:
        with redacteur.begin() as con:
            yield con
            asked = True
    except OperationalError as error:
        if not asked or _recouvrir(redacteur):
            raise
        JOURNAL.exception("La fin d'une écriture n'a pas été confirmée")
        raise MagasinIndisponible(
            f"Le magasin des séances n'a pas confirmé l'écriture{raison(error)}. Regardez si elle y est avant de "
            "recommencer."
        ) from None


def _recouvrir(redacteur: Engine) -> bool:
    """Write over what SQLite left of a refused end: who opens the store after a crash would take it for done."""
    if redacteur.dialect.name != "sqlite":
        return False
    with contextlib.suppress(OperationalError), redacteur.begin() as con:
        count = con.exec_driver_sql("PRAGMA user_version").scalar_one()
        con.exec_driver_sql(f"PRAGMA user_version={1 - min(count, 1)}")
        return True
    return False


def raison(error: Exception) -> str:
    """Why, when it is known and can be told; SQLite names its refusals, the others are in the log."""
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    # « SQLITE_IOERR_FSYNC » is one of « SQLITE_IOERR ».
    return next((said for kind, said in _RAISONS.items() if name.startswith(kind)), "")
