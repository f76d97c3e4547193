"""Run one gesture and die in the middle: its process kills itself before its POINT-th write.

``python -m tests.panne`` loads everything once, then gives birth to one process for each gesture asked on its input.

A write is an audit event of Python (open for writing, rename, remove, make a folder) below the data folder: no hook is
needed in the product, and nothing is missed that the product itself does to the disk. POINT 0 never dies: the answer
says how many writes there were.
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ti_dashboard import horloge
from ti_dashboard.dossier.chemins import RACINE

DUREE_MAX_S = 60
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
    from tests.depot import AUTEUR, LANNION, deposer, fichier, financement
    from ti_dashboard.dossier import chemins, depots
    from ti_dashboard.ingest import atelier

    if geste == "preparer":
        deposer(fichier(chemins.donnees(), "financements", [financement("K", "5")], "autre.csv"))
    elif geste == "deposer":
        (folder,) = depots.attente().iterdir()
        atelier.accepter(folder.name, AUTEUR)
    elif geste == "publier":
        atelier.publier(AUTEUR)
    elif geste == "arreter":
        atelier.arreter(horloge.aujourd_hui(), "Comité d'essai", AUTEUR)
    elif geste == "retirer":
        atelier.retirer(horloge.aujourd_hui(), "figé par erreur", AUTEUR)
    elif geste == "revenir":
        atelier.revenir(AUTEUR)
    elif geste == "rattacher":
        atelier.rattacher(LANNION, ["projet:P4", "projet:P5"], AUTEUR)
    elif geste == "detacher":
        atelier.detacher(["projet:P4", "projet:P5"], AUTEUR)
    elif geste.startswith("restaurer"):
        # The folder counted holds the one that is put back, and the backup.
        from ti_dashboard.__main__ import main

        parent = Path(os.environ["TI_DASHBOARD_DONNEES"])
        os.environ["TI_DASHBOARD_DONNEES"] = str(parent / "donnees")
        if main([*geste.split(), str(parent / "gardee.tar.gz")]):
            raise RuntimeError("refused")
    elif geste == "sauvegarder":
        from ti_dashboard.__main__ import main

        parent = Path(os.environ["TI_DASHBOARD_DONNEES"])
        os.environ["TI_DASHBOARD_DONNEES"] = str(parent / "donnees")
        if main(["sauvegarder", str(parent / "neuve.tar.gz")]):
            raise RuntimeError("refused")
    elif geste == "horodater":
        from ti_dashboard.__main__ import main

        if main((chemins.donnees() / "mots.txt").read_text(encoding="utf-8").split()):
            raise RuntimeError("refused")


class Fin(NamedTuple):
    """``code`` as subprocess says it: minus the signal. ``ecritures``: how many writes, when it went to its end."""

    code: int
    ecritures: int | None


Lancer = Callable[[str, int, Path], Fin]


@contextmanager
def processus() -> Iterator[Lancer]:
    """Something that runs one gesture at a time, each in its own process."""
    command, environment = [sys.executable, "-m", "tests.panne"], {"PATH": "/usr/bin:/bin"}
    with subprocess.Popen(
        command, cwd=RACINE, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as mother:

        def run(geste: str, point: int, base: Path) -> Fin:
            print(json.dumps([geste, point, str(base)]), file=mother.stdin, flush=True)
            return Fin(*json.loads(mother.stdout.readline()))

        yield run
        mother.stdin.close()


def _naitre(geste: str, point: int, base: str) -> Fin:
    reading, writing = os.pipe()
    if not (pid := os.fork()):
        _vivre(geste, point, base, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    return Fin(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), int(said) if said else None)


def _vivre(geste: str, point: int, base: str, writing: int) -> None:
    """The rest of the life of the new process."""
    signal.alarm(DUREE_MAX_S)
    os.dup2(2, 1)
    code = 1
    try:
        os.environ["TI_DASHBOARD_DONNEES"] = base
        counter = Compteur(point)
        sys.addaudithook(counter)
        executer(geste)
        os.write(writing, str(counter.nb).encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _servir() -> None:
    from tests import depot  # noqa: F401
    from ti_dashboard.ingest.publier.communes_cherchees import communes
    from ti_dashboard.ingest.sans_pandas import ecarter_pandas

    # Loaded once, by the mother of all the processes.
    from ti_dashboard.sauvegarde import essai_a_blanc, mise_a_l_abri, remise_en_place  # noqa: F401
    from ti_dashboard.verbes.grammaire import analyseur

    ecarter_pandas()
    communes()
    analyseur()
    for line in sys.stdin:
        print(json.dumps(_naitre(*json.loads(line))), flush=True)


if __name__ == "__main__":
    _servir()
