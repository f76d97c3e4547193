"""One writer at a time: a lock the system lets go of when its holder dies, however it dies."""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path

from ti_dashboard import horloge
from ti_dashboard.dossier import disque
from ti_dashboard.errors import VerrouPris
from ti_dashboard.langue.formats import instant

NOM = ".verrou"


@contextlib.contextmanager
def verrou(dossier: Path, geste: str, auteur: str) -> Iterator[None]:
    """Hold the lock of ``dossier`` while ``geste`` runs.

    Raises VerrouPris at once when somebody else holds it, saying who, what and since when.
    """
    with disque.refus_en_clair(dossier):
        disque.creer(dossier)
        file = (dossier / NOM).open("ab+", buffering=0)
    try:
        with disque.refus_en_clair(dossier / NOM):
            _prendre(file)
        now = horloge.maintenant().isoformat(timespec="seconds")
        held = {"geste": geste, "auteur": auteur, "depuis": now, "processus": os.getpid()}
        # The lock holds without its label: on a full disk, who waits is only told less.
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(json.dumps(held).encode())
        yield
    finally:
        # What was done under it is done, whatever the system says of letting it go.
        with contextlib.suppress(OSError):
            file.close()


def _prendre(file: RawIOBase) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise VerrouPris(_holder(file)) from None


def _holder(file: RawIOBase) -> str:
    try:
        file.seek(0)
        held = json.loads(file.read() or b"")
        who = f"{held['auteur']} ({held['geste']}, depuis le {instant(held['depuis'])}, processus {held['processus']})"
    except (ValueError, KeyError):
        who = "un autre processus"
    return f"Une autre écriture est en cours : {who}. Rien n'a changé ; recommencez quand elle sera finie."
