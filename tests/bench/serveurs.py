"""The servers of the pages, each on a free loopback port, over the same data folder."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from ti_dashboard.dossier.chemins import RACINE

DELAI_S = 120
STREAMLIT = [sys.executable, "-m", "streamlit", "run"]
NAIF, NU = (Path(__file__).with_name(name) for name in ("naif.py", "nu.py"))
# The naive scripts run away from our .streamlit/config.toml: Streamlit as it comes, but for what would ask the
# network or watch files.
D_ORIGINE = (
    "--server.headless=true",
    "--server.address=127.0.0.1",
    "--browser.gatherUsageStats=false",
    "--server.fileWatcherType=none",
)
COMMANDES = {
    "tableau de bord": [*STREAMLIT, "app.py", "--server.port"],
    "Dash": [sys.executable, "-m", "tests.bench.temoin_dash"],
    "naïf": [*STREAMLIT, str(NAIF), *D_ORIGINE, "--server.port"],
    "Streamlit nu": [*STREAMLIT, str(NU), *D_ORIGINE, "--server.port"],
}
# Built by « make bench », where there is npm.
MOSAIC = {
    "Mosaic dans la page": [sys.executable, "-m", "tests.bench.temoin_mosaic", "wasm"],
    "Mosaic au serveur": [sys.executable, "-m", "tests.bench.temoin_mosaic", "serveur"],
}
MOSAIC_EST_BATIE = Path(__file__).with_name("mosaic").joinpath("dist", "page.html").exists()
COMMANDES |= MOSAIC if MOSAIC_EST_BATIE else {}


@dataclass
class Serveur:
    nom: str
    processus: subprocess.Popen[bytes]
    adresse: str

    def cpu_s(self) -> float:
        """Processor seconds used since the start, all threads (Linux)."""
        champs = Path(f"/proc/{self.processus.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(champs[11]) + int(champs[12])) / os.sysconf("SC_CLK_TCK")

    def memoire_mo(self) -> float:
        pages = int(Path(f"/proc/{self.processus.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _free_port() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def _wait_until_ready(serveur: Serveur, journal: Path) -> None:
    fin = time.monotonic() + DELAI_S
    while time.monotonic() < fin and serveur.processus.poll() is None:
        try:
            with urllib.request.urlopen(serveur.adresse, timeout=2):  # noqa: S310 loopback
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit(f"Le serveur « {serveur.nom} » ne répond pas :\n{journal.read_text(encoding='utf-8')}")


@contextmanager
def _start(nom: str, donnees: Path, journaux: Path) -> Iterator[Serveur]:
    port = _free_port()
    journal = journaux / f"{nom.replace(' ', '-')}.txt"
    env = os.environ | {"TI_DASHBOARD_DONNEES": str(donnees), "PYTHONPATH": str(RACINE)}
    with journal.open("wb") as sortie:
        processus = subprocess.Popen(
            [*COMMANDES[nom], str(port)],
            cwd=journaux if nom in ("naïf", "Streamlit nu") else RACINE,
            env=env,
            stdout=sortie,
            stderr=subprocess.STDOUT,
        )
    serveur = Serveur(nom, processus, f"http://127.0.0.1:{port}/")
    try:
        _wait_until_ready(serveur, journal)
        yield serveur
    finally:
        processus.terminate()
        try:
            processus.wait(timeout=10)
        except subprocess.TimeoutExpired:
            processus.kill()
            processus.wait()


@contextmanager
def start_all(donnees: Path, journaux: Path) -> Iterator[dict[str, Serveur]]:
    """Name → server, all answering; stopped on the way out."""
    journaux.mkdir(parents=True, exist_ok=True)
    with ExitStack() as pile:
        yield {nom: pile.enter_context(_start(nom, donnees, journaux)) for nom in COMMANDES}
