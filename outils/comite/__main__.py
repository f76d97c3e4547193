"""``make comite``: a committee played on this machine for a person to watch, then its minutes held against it."""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from outils.comite import proces_verbal_tenu
from outils.comite.jeu import Fait, Jeu
from outils.comite.preparation import preparer
from outils.comite.scenario import COMITE
from outils.comite.surface import GesteManque, client
from outils.grappe.ensemble import repond
from outils.grappe.processus import GrappeImpossible, arreter, attendre, ecoute, lancer
from outils.verrous import RACINE
from ti_dashboard.acces.personne import au_poste
from ti_dashboard.langue.formats import nombre
from ti_dashboard.live.base import base
from ti_dashboard.live.seances import Seance

DEPART_S = 120


@contextlib.contextmanager
def _servir(dossier: Path, port: int) -> Iterator[str]:
    """The demonstration of this folder, served on this machine alone. Raises GrappeImpossible."""
    said = dossier / "serveur.txt"
    for verb in (("demonstration", "--remplacer"), ("construire",)):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "ti_dashboard", *verb], cwd=RACINE, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise GrappeImpossible(
                f"Les données de démonstration n'ont pas pu être préparées.\n{done.stdout}{done.stderr}"
            )
    place = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    process = lancer([sys.executable, "-m", "streamlit", "run", "app.py", *place], said, cwd=RACINE)
    try:
        attendre(process, lambda: repond(port), said, "Le serveur", DEPART_S)
        yield f"http://127.0.0.1:{port}"
    finally:
        arreter(process)


def _annoncer(serveur: str, seance: Seance, vitesse: float) -> None:
    print(f"Le mur       : {serveur}/mur?suivre={seance.code}")
    print(f"Le pupitre   : {serveur}/pupitre?animer={seance.cle}")
    print(f"Le téléphone : {serveur}/salle?suivre={seance.code}")
    minutes = COMITE.actes[-1].a_s / vitesse / 60
    print(
        f"{len(COMITE.actes)} gestes, {len(COMITE.points)} étapes : {minutes:.1f} min à cette vitesse.".replace(
            ".", ","
        )
    )
    print("Regardez sans conduire : le scénario tient les deux postes.")


def _attendre_l_entree(quoi: str) -> None:
    """Where nobody is at the keyboard, it goes on."""
    print(f"Entrée pour {quoi}.", flush=True)
    with contextlib.suppress(EOFError):
        input()


def _raconter(fait: Fait) -> None:
    acte = fait.acte
    seen = f" → {acte.montre}" if acte.montre else f" (refusé : {fait.refus})" if fait.refus else ""
    print(f"{acte.a}  {acte.qui} : {acte.geste}{seen}", flush=True)


def jouer(dossier: Path, port: int, vitesse: float) -> int:
    os.environ |= {"TI_DASHBOARD_DONNEES": str(dossier), "TI_DASHBOARD_MODE": "poste"}
    os.environ.pop("TI_DASHBOARD_LIVE_URL", None)
    print("Les données de démonstration se préparent…", flush=True)
    with _servir(dossier, port) as serveur:
        store = base().au_nom_de(au_poste())
        seance = preparer(store, COMITE)
        _annoncer(serveur, seance, vitesse)
        _attendre_l_entree("jouer le comité")
        jeu = Jeu(seance, lambda _qui: client(serveur))
        jeu.jouer(COMITE.actes, vitesse, _raconter)
        start = time.monotonic()
        kept = proces_verbal_tenu.ecrire(store, seance.code, _garder())
        laid_out = time.monotonic() - start
        closing = next(fait.duree_s for fait in jeu.faits if fait.acte.geste == "clore")
        print(f"Procès-verbal rédigé à la clôture ({nombre(closing, 1)} s), mis en page en {nombre(laid_out, 1)} s :")
        print("\n".join(f"  {path}" for path in kept))
        found = proces_verbal_tenu.tenir(store, COMITE, jeu)
        for name, wrong in found.items():
            print(f"  {name} : {'conforme à ce qui a été joué' if not wrong else ' ; '.join(wrong)}")
        print(f"{sum(not wrong for wrong in found.values())} ingrédients sur {len(found)}.")
        print(f"La séance se relit sur {serveur}/seance")
        _attendre_l_entree("tout arrêter")
        jeu.fermer()
        return 1 if any(found.values()) else 0


def _garder() -> Path:
    return Path(tempfile.mkdtemp(prefix="proces-verbal-"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m outils.comite", description="Joue un comité entier, ici.")
    parser.add_argument("--vitesse", type=float, default=30, help="secondes de réunion jouées en une (défaut : 30)")
    parser.add_argument("--port", type=int, default=8502, help="du serveur, sur cette machine (défaut : 8502)")
    asked = parser.parse_args()
    if asked.vitesse <= 0:
        parser.error("la vitesse est un nombre plus grand que zéro")
    if ecoute(asked.port):
        parser.error(f"le port {asked.port} est pris : « make comite PORT_COMITE=… »")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder = Path(tempfile.mkdtemp(prefix="ti-comite-"))
    try:
        return jouer(folder, asked.port, asked.vitesse)
    except (GrappeImpossible, GesteManque) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        print("Tout est arrêté, le dossier de données est effacé.", flush=True)


if __name__ == "__main__":
    sys.exit(main())
