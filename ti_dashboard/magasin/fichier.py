"""The file of a publication: how it is reached, and what is said when the disk does not answer."""

import logging
from pathlib import Path

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
