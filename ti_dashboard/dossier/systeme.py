"""What the system answers when it refuses or fails: why, and how to mend it, in French."""

import errno
import os

# What only a write meets: why it is refused, and how to mend it.
_REFUS = {
    errno.ENOSPC: ("le disque est plein", "libérez de la place, puis recommencez"),
    errno.EDQUOT: ("le quota du disque est atteint", "libérez de la place, puis recommencez"),
    errno.EFBIG: ("le système refuse un fichier de cette taille", "relevez la limite, puis recommencez"),
    errno.EROFS: ("le disque est en lecture seule", "remontez-le en écriture"),
    errno.EACCES: ("le compte qui fait tourner l'outil n'a pas le droit d'y écrire", "donnez-lui ce droit"),
    errno.EPERM: ("le compte qui fait tourner l'outil n'a pas le droit d'y écrire", "donnez-lui ce droit"),
    errno.ENOTDIR: ("ce chemin n'est pas un dossier", "déplacez le fichier qui en a pris le nom"),
    errno.EISDIR: ("c'est un dossier", "déplacez-le"),
    errno.EEXIST: ("un fichier en a pris le nom", "déplacez-le"),
    errno.ENOTEMPTY: ("un dossier en a pris le nom", "déplacez-le"),
}
# What a read may meet as well.
_PANNES = {
    errno.EIO: ("le disque ne répond pas", "vérifiez-le, puis recommencez"),
    errno.ESTALE: ("le disque partagé ne répond plus", "vérifiez-le, puis recommencez"),
    errno.EINTR: ("le système a interrompu l'opération", "recommencez"),
    errno.EAGAIN: ("le système est occupé", "recommencez dans un instant"),
    errno.EBUSY: ("le système est occupé", "recommencez dans un instant"),
    errno.EMFILE: ("trop de fichiers sont ouverts", "relevez la limite du système, ou recommencez plus tard"),
    errno.ENFILE: ("trop de fichiers sont ouverts", "relevez la limite du système, ou recommencez plus tard"),
    errno.ENOLCK: ("le système n'a plus de verrou à donner", "recommencez ; si cela dure, vérifiez le disque partagé"),
    errno.ENOMEM: ("la mémoire manque", "libérez-en, puis recommencez"),
    errno.ENOENT: ("il n'y est plus", "recommencez ; s'il manque toujours, remettez-le d'une sauvegarde"),
}
_RAISONS = _REFUS | _PANNES
# DuckDB gives its own account of a lock that it does not get, whatever the system said.
_VERROU = "Could not set lock on file"


def dire(error: OSError) -> tuple[str, str]:
    """Why, and how to mend it."""
    found = _numero(error)
    name = errno.errorcode.get(found, "erreur inconnue")
    return _RAISONS.get(found, (f"le système refuse ({name})", "vérifiez le disque, puis recommencez"))


def est_connue(error: OSError) -> bool:
    """Whether ``dire`` has words of its own for it."""
    return _numero(error) in _RAISONS


def est_une_panne(error: OSError) -> bool:
    """True when a read may meet it too: nothing says that it was a write."""
    return _numero(error) not in _REFUS


def code(message: str) -> int:
    """The number of the error that a library tells in the words of the system, 0 when it tells of none."""
    if _VERROU in message:
        return errno.ENOLCK
    return next((number for number in _RAISONS if os.strerror(number).lower() in message.lower()), 0)


def _numero(error: OSError) -> int:
    """A library may keep the number of an error in its words only."""
    return error.errno or code(str(error))
