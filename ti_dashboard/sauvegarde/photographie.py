"""The data folder and the live store as they are at one instant, taken in a moment so that writers do not wait.

Files are written whole under a name of their own, then never change: a second name for each is a copy that costs
nothing and that no later gesture touches. The lock is held meanwhile, so that both halves are of one instant.
"""

import errno
import os
import shutil
from pathlib import Path

from ti_dashboard.dossier import chemins, depots, disque, journal, verifiees, verrou
from ti_dashboard.errors import SauvegardeRefusee
from ti_dashboard.live import copie
from ti_dashboard.live.base import adresse_du_magasin
from ti_dashboard.live.gardees import LAISSEES
from ti_dashboard.sauvegarde.manifeste import CORRESPONDANCES, DONNEES, SEANCES

# Beside the data in the folder of the checkout: what comes with the code is not data.
LIVRES_AVEC_LE_CODE = ("correspondances", "ouvertes", "referentiels", "schemas")
_SANS_LIEN = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES}


def prendre(cible: Path) -> str:
    """Put below ``cible`` all that a backup holds; gives the version of the live store, empty when nobody wrote in it.

    The caller holds the lock. Raises SauvegardeRefusee for a link, which a backup would not follow.
    """
    version = copie.copier(adresse_du_magasin(), cible / SEANCES)
    base = chemins.donnees()
    left = laisses()
    for path in sorted(base.iterdir()):
        if path.name not in left and not path.name.startswith(disque.BROUILLON):
            _prendre(path, cible / DONNEES / path.name)
    _prendre(chemins.CORRESPONDANCES, cible / CORRESPONDANCES)
    (cible / DONNEES).mkdir(exist_ok=True)
    return version


def laisses() -> dict[str, str]:
    """What is there and not kept as it is: name → why."""
    base, store = chemins.donnees(), copie.fichier_sqlite(adresse_du_magasin())
    found = dict.fromkeys((verrou.NOM, f"publications/{verifiees.NOM}"), "refait de lui-même")
    if store is not None and store.parent.resolve() == base.resolve():
        found |= {f"{store.name}{end}": "copié table par table" for end in ("", "-wal", "-shm", "-journal")}
    if not chemins.est_nomme():
        found |= dict.fromkeys(LIVRES_AVEC_LE_CODE, "livré avec le code")
    return {name: why for name, why in found.items() if (base / name).exists()} | dict(LAISSEES)


def _prendre(path: Path, cible: Path) -> None:
    if path.is_symlink():
        raise SauvegardeRefusee(
            f"{path} est un lien vers un autre lieu : la sauvegarde serait incomplète. Mettez à sa place ce "
            "qu'il désigne."
        )
    if path.is_dir():
        for one in sorted(path.iterdir()):
            # The marks of the publications are those of these very files, not of their copies.
            if not one.name.startswith(disque.BROUILLON) and one.name != verifiees.NOM:
                _prendre_s_il_y_est(one, cible / one.name)
    elif path.is_file():
        cible.parent.mkdir(parents=True, exist_ok=True)
        _doubler(path, cible)


def _prendre_s_il_y_est(path: Path, cible: Path) -> None:
    """What waits to be accepted may be read again meanwhile, without the lock: it is wholly taken or not at all."""
    if path.parent != depots.attente():
        _prendre(path, cible)
        return
    try:
        _prendre(path, cible)
    except FileNotFoundError:
        shutil.rmtree(cible, ignore_errors=True)


def _doubler(path: Path, cible: Path) -> None:
    if path.name == journal.NOM and path.parent == chemins.donnees():
        # The only file that grows in its place.
        shutil.copyfile(path, cible)
        return
    try:
        os.link(path, cible)
    except OSError as error:
        if error.errno not in _SANS_LIEN:
            raise
        shutil.copyfile(path, cible)
