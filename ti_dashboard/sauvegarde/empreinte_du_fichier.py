"""The SHA-256 of a backup, by which it is named; a file that is not there is said."""

import hashlib
from pathlib import Path

from ti_dashboard.dossier import disque
from ti_dashboard.errors import SauvegardeRefusee


def empreinte_du_fichier(fichier: Path) -> str:
    """Raises SauvegardeRefusee when it does not read."""
    try:
        with fichier.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise SauvegardeRefusee(f"{fichier} n'existe pas.") from None
    except IsADirectoryError:
        raise SauvegardeRefusee(f"{fichier} est un dossier, pas une sauvegarde.") from None
    except OSError as error:
        raise SauvegardeRefusee(f"{fichier} ne se lit pas : {disque.raison(error)}.") from None
