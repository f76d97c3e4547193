"""Writing that is whole or not there: a temporary name, fsync, a rename; and what the system refuses, in French."""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ti_dashboard.errors import DisqueRefuse

BROUILLON = ".brouillon-"
_RAISONS = {
    errno.ENOSPC: "le disque est plein : libérez de la place, puis recommencez",
    errno.EDQUOT: "le quota du disque est atteint : libérez de la place, puis recommencez",
    errno.EFBIG: "le système refuse un fichier de cette taille : relevez la limite, puis recommencez",
    errno.EROFS: "le disque est en lecture seule : remontez-le en écriture",
    errno.EACCES: "le compte qui fait tourner l'outil n'a pas le droit d'y écrire : donnez-lui ce droit",
    errno.EPERM: "le compte qui fait tourner l'outil n'a pas le droit d'y écrire : donnez-lui ce droit",
    errno.ENOTDIR: "ce chemin n'est pas un dossier : déplacez le fichier qui en a pris le nom",
    errno.EISDIR: "c'est un dossier : déplacez-le",
    errno.EEXIST: "un fichier en a pris le nom : déplacez-le",
}


@contextlib.contextmanager
def refus_en_clair(dossier: Path) -> Iterator[None]:
    """Turn an error of the file system into a sentence that names the place. Raises DisqueRefuse."""
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename or dossier
        raise DisqueRefuse(f"{place} ne peut pas être écrit : {raison(error)}. Rien n'a changé.") from error


def raison(error: OSError) -> str:
    """Why the system refused, and how to mend it."""
    return _RAISONS.get(error.errno or 0, error.strerror or str(error))


def pourquoi_illisible(error: Exception) -> str:
    """What became of a JSON file that was written here and does not read."""
    if isinstance(error, OSError):
        return raison(error)
    if isinstance(error, UnicodeDecodeError | json.JSONDecodeError):
        return "ce n'est plus du JSON en UTF-8"
    return "ce n'est pas ce qui avait été écrit sous ce nom"


def est_un_refus(message: str) -> bool:
    """True when a library tells, in the words of the system, that the system refused a write."""
    return _code(message) != 0


def erreur_dite(message: str, place: Path) -> OSError:
    """What a library tells of a refused write, as the error of the system it was."""
    return OSError(_code(message), message.splitlines()[0], str(place))


def _code(message: str) -> int:
    return next((code for code in _RAISONS if os.strerror(code).lower() in message.lower()), 0)


def brouillon(cible: Path) -> Path:
    """A name beside ``cible`` that no reader looks at and that cleaning takes away."""
    return cible.with_name(f"{BROUILLON}{os.getpid()}-{cible.name}")


def poser(cible: Path, contenu: bytes) -> None:
    """Write ``contenu`` under its final name, or leave what was there."""
    draft = brouillon(cible)
    cible.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            file.write(contenu)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(cible)
        _graver_le_nom(cible.parent)
    finally:
        draft.unlink(missing_ok=True)


def poser_dossier(prepare: Path, cible: Path) -> None:
    """Put a finished folder in its place by one rename, its files on the disk first."""
    for path in prepare.iterdir():
        graver(path)
    graver(prepare)
    cible.parent.mkdir(parents=True, exist_ok=True)
    prepare.rename(cible)
    _graver_le_nom(cible.parent)


def graver(chemin: Path) -> None:
    """Ask the system to keep a file or a folder through a power cut."""
    descriptor = os.open(chemin, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _graver_le_nom(dossier: Path) -> None:
    """The new name is there already: were its folder refused to the disk, saying « nothing changed » would be false."""
    with contextlib.suppress(OSError):
        graver(dossier)


def nettoyer(dossier: Path) -> None:
    """Take away the drafts an interrupted process left in ``dossier``. The caller holds the lock.

    Previews are built without it: the draft of another process that lives is not touched.
    """
    for path in dossier.glob(f"{BROUILLON}*"):
        if vit_ailleurs(path.name.removeprefix(BROUILLON).partition("-")[0]):
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def vit_ailleurs(processus: str) -> bool:
    if not processus.isdigit() or int(processus) == os.getpid():
        return False
    try:
        os.kill(int(processus), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
