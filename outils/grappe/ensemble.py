"""The whole: replicas of the application over one store and one data folder, and nginx in front of them."""

import contextlib
import os
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from outils.grappe import magasin_commun, nginx_livre
from outils.grappe.nginx_livre import NginxLivre
from outils.grappe.processus import arreter, attendre, lancer, ports_libres
from outils.verrous import RACINE

# The first of them applies the migrations, the next ones wait for it.
DEPART_S = 120


@dataclass
class Grappe:
    """What runs; ``environnement`` is that of every replica, ``journaux`` where each one writes (``<port>.txt``)."""

    magasin: str
    environnement: Mapping[str, str]
    journaux: Path
    repliques: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def demarrer(self, *ports: int) -> None:
        """Start the replicas of these ports together; back when each answers. Raises GrappeImpossible."""
        for port in ports:
            command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
            self.repliques[port] = lancer(command, self._journal(port), cwd=RACINE, env=dict(self.environnement))
        for port in ports:
            attendre(self.repliques[port], lambda: repond(port), self._journal(port), f"La réplique {port}", DEPART_S)  # noqa: B023

    def tuer(self, port: int) -> None:
        """As a machine that is unplugged: nothing is said, nothing is put away."""
        self.repliques[port].kill()
        self.repliques[port].wait()

    def retirer(self, port: int) -> None:
        """As who mends it: it says good-bye."""
        arreter(self.repliques[port])

    def arreter(self) -> None:
        for process in self.repliques.values():
            process.terminate()
        for process in self.repliques.values():
            arreter(process)

    def _journal(self, port: int) -> Path:
        return self.journaux / f"{port}.txt"


def repond(port: int) -> bool:
    """Whether a replica answers, if only that nobody comes in without an account."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
            return True
    except urllib.error.HTTPError as error:
        return error.code == 401
    except OSError:
        return False


def environnement(magasin: str, **reglages: str) -> dict[str, str]:
    """A service open to a network, with local accounts, unless who starts it has set otherwise."""
    chosen = {
        "TI_DASHBOARD_MODE": "reseau",
        "TI_DASHBOARD_COMPTES_LOCAUX": "oui",
        "TI_DASHBOARD_SECOND_FACTEUR": "non",
        "TI_DASHBOARD_SECRET": secrets.token_urlsafe(48),
        "STREAMLIT_SERVER_ALLOWED_HOSTS": nginx_livre.NOM,
    }
    return chosen | os.environ | reglages | {"TI_DASHBOARD_LIVE_URL": magasin}


@contextlib.contextmanager
def servir(
    journaux: Path, repliques: int = 2, port: int | None = None, **reglages: str
) -> Iterator[tuple[Grappe, NginxLivre]]:
    """``port``: of nginx, a free one unless told; ``reglages``: more of the environment. Raises GrappeImpossible."""
    with magasin_commun.servir(repliques) as server:
        store = magasin_commun.creer_base(server, "seances")
        started = Grappe(store, environnement(store, **reglages), journaux)
        try:
            started.demarrer(*ports_libres(repliques))
            with nginx_livre.servir(list(started.repliques), port) as front:
                yield started, front
        finally:
            started.arreter()
