"""A Spark cluster on this machine: a master, two workers, a Connect server, on the loopback only, small enough for two
cores. « demarrer » leaves it running, « arreter » stops what it started, whose process numbers are in the folder.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ti_dashboard.dossier.chemins import RACINE

ICI, PORT = "127.0.0.1", 15002
OUVRIERS = ("ouvrier-1", "ouvrier-2")
MEMOIRE_MAITRE, MEMOIRE_DEMON, MEMOIRE_OUVRIER, MEMOIRE_CONNECT = "512m", "256m", "1g", "1g"
PATIENCE_S = 180.0
_DEMON = ("spark-class", "org.apache.spark.deploy")
_CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"
# Small tables: stages are cut in two at most, and code compiled for a question asked once is time lost.
REGLAGES = {
    "spark.executor.memory": "768m",
    "spark.executor.cores": "1",
    "spark.default.parallelism": "2",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.connect.grpc.binding.address": ICI,
    "spark.driver.host": ICI,
    "spark.driver.bindAddress": ICI,
    "spark.ui.enabled": "false",
}


class GrappeAbsente(RuntimeError):
    """The cluster cannot be started, or did not come up."""


@dataclass(frozen=True)
class Grappe:
    """``dossier`` holds its logs and process numbers; ``port`` is that of the Connect server, the master's the next."""

    dossier: Path
    port: int = PORT

    @property
    def adresse(self) -> str:
        return f"sc://{ICI}:{self.port}"

    @property
    def maitre(self) -> str:
        return f"spark://{ICI}:{self.port + 1}"

    def demarrer(self) -> None:
        """Raises GrappeAbsente; nothing is left running then."""
        if any(map(_ecoute, (self.port, self.port + 1))):
            raise GrappeAbsente(f"Le port {self.port} ou {self.port + 1} est pris : « make spark-arret », ou un autre.")
        self.dossier.mkdir(parents=True, exist_ok=True)
        try:
            self._demon("maitre", "master.Master", "--port", str(self.port + 1), memoire=MEMOIRE_MAITRE)
            self.attendre("maitre", lambda: _ecoute(self.port + 1))
            for name in OUVRIERS:
                self.lancer_un_ouvrier(name)
            self.attendre("maitre", lambda: self.journal("maitre").count("Registering worker") >= len(OUVRIERS))
            settings = REGLAGES | {"spark.connect.grpc.binding.port": str(self.port)}
            said = [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]
            said += ["--master", self.maitre, "--class", _CONNECT, "spark-internal"]
            self._lancer("connect", "spark-submit", *said, memoire=MEMOIRE_CONNECT)
            self.attendre("connect", lambda: _ecoute(self.port))
        except BaseException:
            self.arreter()
            raise

    def lancer_un_ouvrier(self, nom: str) -> None:
        place = ("--cores", "1", "--memory", MEMOIRE_OUVRIER, "--work-dir", str(self.dossier / nom))
        self._demon(nom, "worker.Worker", *place, self.maitre, memoire=MEMOIRE_DEMON)

    def _demon(self, nom: str, classe: str, *mots: str, memoire: str) -> None:
        program, package = _DEMON
        self._lancer(nom, program, f"{package}.{classe}", "--host", ICI, "--webui-port", "0", *mots, memoire=memoire)

    def _lancer(self, nom: str, programme: str, *mots: str, memoire: str) -> None:
        """In a group of its own, so that what it starts in turn stops with it."""
        home = _spark()
        env = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": ICI, "SPARK_DAEMON_MEMORY": memoire}
        env |= {"SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false", "SPARK_LOCAL_DIRS": str(self.dossier / "tmp")}
        with (self.dossier / f"{nom}.log").open("wb") as log:
            command = [str(home / "bin" / programme), *mots]
            started = subprocess.Popen(  # noqa: S603
                command, env=env, cwd=self.dossier, stdout=log, stderr=log, start_new_session=True
            )
        (self.dossier / f"{nom}.pid").write_text(f"{started.pid} {_commence(started.pid)}", encoding="utf-8")

    def journal(self, nom: str) -> str:
        return (self.dossier / f"{nom}.log").read_text(encoding="utf-8", errors="replace")

    def attendre(self, nom: str, est_la: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not est_la():
            if self._numero(nom) is None or time.monotonic() > end:
                last = self.journal(nom).strip().splitlines()[-3:]
                raise GrappeAbsente("\n".join([f"{nom} n'a pas démarré ({self.dossier / nom}.log) :", *last]))
            time.sleep(0.2)

    def _numero(self, nom: str) -> int | None:
        """Of its process while it lives, never of another that has had its number since."""
        with suppress(OSError, ValueError):
            number, begun = (self.dossier / f"{nom}.pid").read_text(encoding="utf-8").split()
            return int(number) if _commence(int(number)) == begun else None
        return None

    def tuer(self, nom: str) -> None:
        """As a machine that is lost: at once, with what it was running."""
        self._signaler(nom, signal.SIGKILL)

    def arreter(self) -> None:
        """The Connect server first, so that nothing is asked of what is going away."""
        for name in ("connect", *OUVRIERS, "maitre"):
            self._signaler(name, signal.SIGTERM)
            end = time.monotonic() + PATIENCE_S
            while self._numero(name) is not None and time.monotonic() < end:
                time.sleep(0.1)
            (self.dossier / f"{name}.pid").unlink(missing_ok=True)

    def _signaler(self, nom: str, signal_envoye: signal.Signals) -> None:
        number = self._numero(nom)
        if number is not None:
            os.killpg(number, signal_envoye)


def _commence(numero: int) -> str:
    """When a process began, which no other of its number did; empty when there is none, or what is left of one."""
    with suppress(OSError):
        said = Path(f"/proc/{numero}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return "" if said[0] == "Z" else said[19]
    return ""


def _ecoute(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((ICI, port)) == 0


def _spark() -> Path:
    found = find_spec("pyspark")
    if found is None or found.origin is None:
        raise GrappeAbsente("Spark n'est pas installé : « make spark » l'installe.")
    return Path(found.origin).parent


def main(mots: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("geste", choices=("demarrer", "arreter"))
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--dossier", type=Path, default=RACINE / ".spark")
    args = parser.parse_args(mots)
    cluster = Grappe(args.dossier, args.port)
    try:
        getattr(cluster, args.geste)()
    except GrappeAbsente as error:
        print(error, file=sys.stderr)
        return 1
    if args.geste == "demarrer":
        print(f"Spark répond : TI_DASHBOARD_MOTEUR={cluster.adresse}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
