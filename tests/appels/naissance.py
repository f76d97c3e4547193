"""A process that has everything loaded and gives birth to one for each gesture: a fresh one, without a cold start.

``python -m tests.appels.naissance`` answers one JSON line to each asked on its input. Born under the layer of couche.c,
it arms nothing itself: who asks does, through the memory they share.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.appels.couche import Partage
from ti_dashboard.dossier.chemins import RACINE

DUREE_MAX_S = 60


class Fin(NamedTuple):
    """``code``: as subprocess says it, minus the signal; ``dit``: what was said; ``trop``: what nobody should see."""

    code: int
    dit: str
    trop: str


class Mere:
    """The mother process, under the layer; one gesture at a time."""

    def __init__(self, couche: Path, partage: Partage, processeur: int) -> None:
        self.partage = partage
        environment = {"PATH": "/usr/bin:/bin", "LD_PRELOAD": str(couche), "PANNES_ETAT": str(partage.nom)}
        command = [sys.executable, "-m", "tests.appels.naissance", str(processeur)]
        self._process = subprocess.Popen(
            command, cwd=RACINE, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def faire(self, nom: str, base: Path, mots: list[str] | None) -> Fin:
        return self._demander("faire", nom, base, mots)

    def lire(self, base: Path) -> dict[str, Any] | str:
        """What the folder holds, or the story of why it cannot be read whole."""
        done = self._demander("lire", "", base, None)
        return json.loads(done.dit) if done.code == 0 else done.trop or done.dit

    def _demander(self, *asked: object) -> Fin:
        print(json.dumps(asked, default=str), file=self._process.stdin, flush=True)
        return Fin(*json.loads(self._process.stdout.readline()))

    def fermer(self) -> None:
        self._process.stdin.close()
        self._process.wait()


@contextmanager
def mere(couche: Path, partage: Partage, processeur: int = 0) -> Iterator[Mere]:
    born = Mere(couche, partage, processeur)
    try:
        yield born
    finally:
        born.fermer()


def _naitre(quoi: str, nom: str, base: str, mots: list[str] | None) -> Fin:
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as wrong:
        if not (pid := os.fork()):
            os.dup2(said.fileno(), 1)
            os.dup2(wrong.fileno(), 2)
            _vivre(quoi, nom, base, mots)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said.seek(0)
        wrong.seek(0)
        return Fin(code, said.read().decode(errors="replace"), wrong.read().decode(errors="replace"))


def _vivre(quoi: str, nom: str, base: str, mots: list[str] | None) -> None:
    """The rest of the life of the new process."""
    os.setsid()
    signal.alarm(DUREE_MAX_S)
    os.environ["TI_DASHBOARD_DONNEES"] = base
    code = 70
    try:
        code = _lire() if quoi == "lire" else _verbe(mots) if mots else _salle(nom)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _lire() -> int:
    from tests.appels.etat_lu import lire

    print(json.dumps(lire(), ensure_ascii=False))
    return 0


def _verbe(mots: list[str]) -> int:
    from ti_dashboard.__main__ import main

    return main(["--json", "--auteur=équipe données", *mots])


def _salle(nom: str) -> int:
    """As a page does: what is refused is told with its own words."""
    from tests.appels.gestes import GESTES
    from ti_dashboard.errors import TableauDeBordError

    try:
        GESTES[nom].faire()
    except TableauDeBordError as error:
        print(json.dumps({"erreur": str(error)}, ensure_ascii=False))
        return 1
    return 0


def _servir() -> None:
    # One processor: what threads do in which order would not be the same twice.
    os.sched_setaffinity(0, {int(sys.argv[1]) % (os.cpu_count() or 1)})
    from tests.appels import etat_lu, gestes  # noqa: F401
    from ti_dashboard.__main__ import analyseur
    from ti_dashboard.ingest.publier.communes_cherchees import communes
    from ti_dashboard.ingest.sans_pandas import ecarter_pandas

    ecarter_pandas()
    communes()
    analyseur()
    for line in sys.stdin:
        print(json.dumps(_naitre(*json.loads(line))), flush=True)


if __name__ == "__main__":
    _servir()
