"""Run one gesture and die in the middle: ``python -m tests.panne GESTE POINT`` kills itself before its POINT-th write.

A write is an audit event of Python (open for writing, rename, remove, make a folder) below the data folder: no hook is
needed in the product, and nothing is missed that the product itself does to the disk. POINT 0 never dies and prints how
many writes there were.
"""

import os
import signal
import sys
from datetime import date

ECRITURES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}


class Compteur:
    def __init__(self, point: int) -> None:
        self.point, self.nb, self.base = point, 0, os.environ["TI_DASHBOARD_DONNEES"]

    def __call__(self, event: str, args: tuple) -> None:
        if not args or not isinstance(args[0], str | bytes | os.PathLike) or self.base not in os.fsdecode(args[0]):
            return
        writes = event in ECRITURES or (
            event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if writes:
            self.nb += 1
            if self.nb == self.point:
                os.kill(os.getpid(), signal.SIGKILL)


def executer(geste: str) -> None:
    from tests.depot import AUTEUR, deposer, fichier, financement
    from ti_dashboard import chemins, depots
    from ti_dashboard.ingest import atelier

    if geste == "preparer":
        deposer(fichier(chemins.donnees(), "financements", [financement("K", "5")], "autre.csv"))
    elif geste == "deposer":
        (folder,) = depots.attente().iterdir()
        atelier.accepter(folder.name, AUTEUR)
    elif geste == "publier":
        atelier.publier(AUTEUR)
    elif geste == "arreter":
        atelier.arreter(date.today(), "Comité d'essai", AUTEUR)
    elif geste == "retirer":
        atelier.retirer(date.today(), "figé par erreur", AUTEUR)
    elif geste == "revenir":
        atelier.revenir(AUTEUR)


if __name__ == "__main__":
    counter = Compteur(int(sys.argv[2]))
    sys.addaudithook(counter)
    executer(sys.argv[1])
    print(counter.nb)
