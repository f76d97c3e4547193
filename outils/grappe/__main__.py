"""``make grappe`` and ``make grappe-arret``: start them all, say how to come in, wait; or end those that run."""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from outils.grappe import ensemble
from outils.grappe.nginx_livre import NginxLivre
from outils.grappe.processus import PAS_S, GrappeImpossible, ecoute
from outils.verrous import RACINE

PID = RACINE / ".grappe.pid"
COURRIEL = "direction@exemple.fr"
ROLES = ("administrateur", "donnees", "animateur")
ARRET_S = 60


def demarrer(repliques: int, port: int) -> int:
    if (running := _lanceur()) is not None:
        print(f"Une grappe tourne déjà (processus {running}) : « make grappe-arret ».", file=sys.stderr)
        return 1
    if ecoute(port):
        print(f"Le port {port} est pris : « make grappe PORT_GRAPPE=… ».", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    PID.write_text(str(os.getpid()), encoding="utf-8")
    try:
        with (
            tempfile.TemporaryDirectory(prefix="ti-grappe-") as folder,
            ensemble.servir(Path(folder), repliques, port) as (started, front),
        ):
            _annoncer(started, front)
            return _veiller(started)
    except KeyboardInterrupt:
        return 0
    except GrappeImpossible as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        PID.unlink(missing_ok=True)
        print("Grappe arrêtée.", flush=True)


def _annoncer(started: ensemble.Grappe, front: NginxLivre) -> None:
    env = dict(started.environnement)
    print(f"Tableau de bord : {front.adresse} (certificat de cette machine : le navigateur demande de l'accepter)")
    print(f"Répliques : {', '.join(map(str, started.repliques))} ; leurs journaux : {started.journaux}")
    if env["TI_DASHBOARD_MODE"] == "reseau":
        roles = [word for role in ROLES for word in ("--role", role)]
        command = [sys.executable, "-m", "ti_dashboard", "inviter", COURRIEL, *roles]
        told = ["--fonction", "Direction du programme", "--adresse", front.adresse]
        # Its own words hold the link, which opens the service once.
        subprocess.run([*command, *told], cwd=RACINE, env=env, check=False)  # noqa: S603
    print("Rien de ce qui s'y écrit en séance n'est gardé. Ctrl+C, ou « make grappe-arret », arrête tout.", flush=True)


def _veiller(started: ensemble.Grappe) -> int:
    """Says which replica ends by itself; the others go on."""
    ended: set[int] = set()
    while len(ended) < len(started.repliques):
        time.sleep(1)
        for port, process in started.repliques.items():
            if port not in ended and process.poll() is not None:
                ended.add(port)
                print(f"La réplique {port} s'est arrêtée ; ses lecteurs passent sur une autre.", flush=True)
    return 1


def _lanceur() -> int | None:
    """Who runs one now."""
    try:
        pid = int(PID.read_text(encoding="utf-8"))
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if b"outils.grappe" in command else None


def arreter() -> int:
    pid = _lanceur()
    if pid is None:
        print("Aucune grappe ne tourne.")
        return 0
    os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + ARRET_S
    while _lanceur() is not None:
        if time.monotonic() > end:
            print(f"Le processus {pid} n'a pas fini en {ARRET_S} s.", file=sys.stderr)
            return 1
        time.sleep(PAS_S)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m outils.grappe", description="Plusieurs répliques, ici.")
    parser.add_argument("geste", choices=["demarrer", "arreter"])
    parser.add_argument("--repliques", type=int, default=2, choices=range(1, 9), metavar="N", help="de 1 à 8")
    parser.add_argument("--port", type=int, default=8443, help="de nginx")
    asked = parser.parse_args()
    return arreter() if asked.geste == "arreter" else demarrer(asked.repliques, asked.port)


if __name__ == "__main__":
    sys.exit(main())
