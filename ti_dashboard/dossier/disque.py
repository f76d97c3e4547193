"""Writing that is whole or not there: a temporary name, fsync, a rename; and what the system refuses, in French."""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ti_dashboard.dossier import systeme
from ti_dashboard.errors import DisqueRefuse

BROUILLON = ".brouillon-"


@contextlib.contextmanager
def refus_en_clair(dossier: Path) -> Iterator[None]:
    """Turn an error of the file system into a sentence that names the place. Raises DisqueRefuse."""
    try:
        yield
    except OSError as error:
        raise refus(error, dossier) from error


def refus(error: OSError, dossier: Path) -> DisqueRefuse:
    """The sentence that tells an error of the file system, when nothing came of the gesture."""
    place = Path(os.fsdecode(error.filename2 or error.filename or dossier))
    verb = "n'a pas pu être lu ou écrit" if systeme.est_une_panne(error) else "ne peut pas être écrit"
    return DisqueRefuse(f"{place if place.is_absolute() else dossier} {verb} : {raison(error)}. Rien n'a changé.")


def constat(error: OSError) -> str:
    """Why the system refused."""
    return systeme.dire(error)[0]


def raison(error: OSError) -> str:
    """Why the system refused, and how to mend it."""
    return " : ".join(systeme.dire(error))


def pourquoi_illisible(error: Exception) -> str:
    """What became of a JSON file that was written here and does not read."""
    if isinstance(error, OSError):
        return raison(error)
    if isinstance(error, UnicodeDecodeError | json.JSONDecodeError):
        return "ce n'est plus du JSON en UTF-8"
    return "ce n'est pas ce qui avait été écrit sous ce nom"


def est_un_refus(message: str) -> bool:
    """True when a library tells, in the words of the system, that the system refused a write."""
    return systeme.code(message) != 0


def erreur_dite(message: str, place: Path) -> OSError:
    """What a library tells of a refused write, as the error of the system it was."""
    return OSError(systeme.code(message), message.splitlines()[0], str(place))


def brouillon(cible: Path) -> Path:
    """A name beside ``cible`` that no reader looks at and that cleaning takes away."""
    return cible.with_name(f"{BROUILLON}{os.getpid()}-{cible.name}")


def poser(cible: Path, contenu: bytes) -> None:
    """Write ``contenu`` under its final name, or leave what was there."""
    draft = brouillon(cible)
    creer(cible.parent)
    try:
        with draft.open("wb") as file:
            file.write(contenu)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(cible)
    except BaseException:
        oter_au_mieux(draft)
        raise
    graver_le_nom(cible.parent)


def poser_dossier(prepare: Path, cible: Path) -> None:
    """Put a finished folder in its place by one rename, its files on the disk first."""
    for path in prepare.iterdir():
        graver(path)
    graver(prepare)
    creer(cible.parent)
    prepare.rename(cible)
    graver_le_nom(cible.parent)


def oter_dossier(dossier: Path) -> None:
    """Take a whole folder away by one rename: cut short, it is there or not, never half of it."""
    aside = brouillon(dossier)
    dossier.rename(aside)
    graver_le_nom(dossier.parent)
    oter_tout_au_mieux(aside)


def oter_tout_au_mieux(dossier: Path) -> None:
    """Take away a folder that nobody reads, as far as can be; « ignore_errors » alone lets some through."""
    with contextlib.suppress(OSError):
        shutil.rmtree(dossier, ignore_errors=True)


def oter(fichier: Path) -> None:
    """Take a file away, and through a power cut."""
    fichier.unlink()
    graver_le_nom(fichier.parent)


def oter_au_mieux(*fichiers: Path) -> None:
    """Take away what nobody reads: where it cannot be, it stays, and what was done is done all the same."""
    for path in fichiers:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def creer(dossier: Path) -> None:
    """Make a folder that is not there, and those above, through a power cut: what is put in it would go with it."""
    missing = [path for path in (dossier, *dossier.parents) if not path.exists()]
    dossier.mkdir(parents=True, exist_ok=True)
    for path in missing:
        graver_le_nom(path.parent)


def graver(chemin: Path) -> None:
    """Ask the system to keep a file or a folder through a power cut."""
    descriptor = os.open(chemin, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def graver_le_nom(dossier: Path) -> None:
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
            oter_tout_au_mieux(path)
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
