"""Which publications were read whole and found to be what they say, so that a start need not read them again first.

A mark holds the hash of the file and what the system says of it: size, instants of its last writing and of its last
change of any kind, inode. A copy, a restored backup, another file under the same name, bytes written in place, even
with the instant of writing put back: none of them has the mark. A second name given to the file loses it too, and the
publication is then only read again.

A mark does not protect from a disk that loses bits under a file nobody writes, nor from bytes written in the same tick
of the system's clock as the mark, nor from who may write in this folder and forges a mark. Hence it never replaces the
check: it lets a publication be shown while the background reads the whole of it, and what is found wrong is told.
"""

import hashlib
import json
import logging
import os
from pathlib import Path
from typing import NamedTuple

from ti_dashboard.dossier import disque

NOM = "verifiees.json"
_JOURNAL = logging.getLogger(__name__)


class EtatDuFichier(NamedTuple):
    """What the system says of a file, without reading it."""

    octets: int
    ecrit_ns: int
    change_ns: int
    inode: int


def etat(fichier: Path) -> EtatDuFichier | None:
    """None when the file cannot be reached."""
    try:
        return _etat(fichier.stat())
    except OSError:
        return None


def _etat(stat: os.stat_result) -> EtatDuFichier:
    return EtatDuFichier(stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)


def lire_entier(fichier: Path) -> tuple[str, EtatDuFichier | None]:
    """The SHA-256 of a file, read through once, a buffer at a time; its state, None when it moved meanwhile.

    Raises OSError when it cannot be read.
    """
    with fichier.open("rb") as file:
        before = _etat(os.fstat(file.fileno()))
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        after = _etat(os.fstat(file.fileno()))
    return digest, before if before == after == etat(fichier) else None


def est_marquee(fichier: Path, sha256: str) -> bool:
    """Whether this very file, as it stands, was found to have this hash."""
    now = etat(fichier)
    return now is not None and _lire(fichier.parent).get(fichier.name) == [sha256, *now]


def marquer(fichier: Path, sha256: str, vu: EtatDuFichier | None) -> None:
    """Note that the file, which was ``vu`` when it was read, is what it says. Where it cannot be noted, it is not.

    Of two processes that note at once, one may lose its mark: a publication is then read once more, nothing else.
    """
    if vu is None or est_marquee(fichier, sha256):
        return
    folder = fichier.parent
    kept = {name: said for name, said in _lire(folder).items() if (folder / name).is_file()}
    _ecrire(folder, kept | {fichier.name: [sha256, *vu]})


def demarquer(fichier: Path) -> None:
    """The file is not what its mark says."""
    marks = _lire(fichier.parent)
    if marks.pop(fichier.name, None) is not None:
        _ecrire(fichier.parent, marks)


def _ecrire(dossier: Path, marks: dict[str, list[object]]) -> None:
    try:
        disque.poser(dossier / NOM, json.dumps(marks, indent=1).encode())
    except OSError as error:
        _JOURNAL.info("marks of the publications not written: %s", error)


def _lire(dossier: Path) -> dict[str, list[object]]:
    """By name of file; nothing where they do not read: whatever is not marked is read whole."""
    try:
        found = json.loads((dossier / NOM).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
