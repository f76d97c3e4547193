"""The publication in place, as a file: there, and as it was when it was served, or a sentence that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ti_dashboard.dossier import disque, verifiees
from ti_dashboard.dossier.pointeur import NOM, PUBLIEES, entree, lire_pointeur
from ti_dashboard.errors import ControleEchoue

REFAIRE = "« python -m ti_dashboard construire --refonder »"
REMEDE = f"Revenez à la précédente (« python -m ti_dashboard revenir »), ou refaites tout avec {REFAIRE}."


def publication_servie(publications: Path, *, marquee: bool = False) -> Path | None:
    """The file served; None when nothing was ever published. ``marquee``: one that was verified is not read again.

    Raises ControleEchoue when it is gone or altered, PublicationIllisible when the pointer does not read.
    """
    pointer = lire_pointeur(publications)
    if pointer is None:
        if any(publications.glob(PUBLIEES)):
            raise ControleEchoue(
                f"{NOM} a disparu du dossier des publications : on ne sait plus laquelle était affichée, ni ce qu'elle "
                f"disait des arrêtés. Remettez-le d'une sauvegarde, ou refaites tout avec {REFAIRE}."
            )
        return None
    path = publications / pointer["publication"]
    if not path.is_file():
        raise ControleEchoue(f"La publication en place, {path.name}, a disparu du disque. {REMEDE}")
    if marquee and verifiees.est_marquee(path, pointer["sha256"]):
        return path
    if entree(path)["sha256"] != pointer["sha256"]:
        raise ControleEchoue(
            f"La publication en place, {path.name}, a été modifiée après coup : elle ne dit plus ce qui a été dit. "
            f"{REMEDE}"
        )
    return path


@contextmanager
def lue(publication: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A publication, read only. Raises DisqueRefuse when the disk does not answer."""
    with pannes_dites(publication), duckdb.connect(str(publication), read_only=True) as con:
        yield con


@contextmanager
def pannes_dites(place: Path) -> Iterator[None]:
    """What DuckDB tells of a disk that refuses or does not answer, in French. Raises DisqueRefuse."""
    try:
        yield
    except duckdb.Error as error:
        # A disk that fills up while a transaction is written ends in any of several errors of DuckDB.
        if disque.est_un_refus(str(error)) or isinstance(error, duckdb.IOException | duckdb.FatalException):
            raise disque.refus(disque.erreur_dite(str(error), place), place) from error
        raise
