"""The file of a publication: how it is reached, and what is said when the disk does not answer."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import duckdb

from ti_dashboard.dossier import disque
from ti_dashboard.errors import PublicationMuette

# What DuckDB takes for the settings of a connection.
Reglages = dict[str, str | bool | int | float | list[str]]
# No question can read another file, write, or lift these limits.
SANS_ACCES_EXTERIEUR: Reglages = {
    "enable_external_access": "false",
    "lock_configuration": "true",
}
# What reading the whole of a publication may hold in memory: what is over goes to the disk, and comes back.
MEMOIRE_DE_VERIFICATION = "1GiB"
LOT = 10_000

journal = logging.getLogger(__name__)


def connecter(path: Path) -> duckdb.DuckDBPyConnection:
    """Raises PublicationMuette when the disk does not answer, duckdb.Error when it is no publication."""
    try:
        return duckdb.connect(str(path), read_only=True, config=SANS_ACCES_EXTERIEUR)
    except duckdb.Error as error:
        if disque.est_un_refus(str(error)):
            raise muette(path, error) from None
        raise


def muette(path: Path, error: Exception) -> PublicationMuette:
    """The disk does not answer. Its own words name folders of the server: they are for the log."""
    journal.error("publication not read: %s", path.name, exc_info=error)
    told = error if isinstance(error, OSError) else disque.erreur_dite(str(error), path)
    return PublicationMuette(f"Le fichier {path.name} n'a pas pu être lu : {disque.raison(told)}.")


@contextmanager
def a_part(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file under an engine of its own, whose memory is bounded, for what reads the whole of it.

    An engine gives the same settings to all who have a file open: it is attached to another one, which has none. Raises
    duckdb.Error when it is no publication, or when what is over has no place on the disk.
    """
    folder = path.parent if os.access(path.parent, os.W_OK) else Path(tempfile.gettempdir())
    over = disque.brouillon(folder / f"{path.stem}-{token_hex(4)}")
    said: Reglages = {"memory_limit": MEMOIRE_DE_VERIFICATION, "temp_directory": str(over)}
    try:
        with closing(duckdb.connect(config=said)) as con:
            quoted = str(path).replace("'", "''")
            con.execute(f"ATTACH '{quoted}' AS publication (READ_ONLY)")
            con.execute("USE publication")
            for name, value in SANS_ACCES_EXTERIEUR.items():
                con.execute(f"SET {name} = {value}")
            yield con
    finally:
        disque.oter_tout_au_mieux(over)


def parcourir(con: duckdb.DuckDBPyConnection, sql: str, lies: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a SELECT, of which a batch alone is held: nothing else is asked of ``con`` meanwhile."""
    con.execute(sql, lies)
    while rows := con.fetchmany(LOT):
        yield from rows
