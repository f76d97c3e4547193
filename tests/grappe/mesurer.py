"""What several replicas take: an event to the followers of each, a take-over, a publication seen by all of them.

``python -m tests.grappe.mesurer --donnees DOSSIER``; the raw samples go to ``tests/grappe/resultats``, out of git.
"""

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from outils.grappe import ensemble
from outils.grappe.ensemble import Grappe
from tests.boucle import derouler
from tests.grappe.compte import COURRIEL, entrer, ouvrir_un_compte
from tests.grappe.lecteur import EcranSuivi
from tests.magasin import AU_POSTE
from tests.mandataire import Mandataire, temoin, vu_par
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.dossier.pointeur import lire_pointeur
from ti_dashboard.live import seances
from ti_dashboard.live.base import Base

RESULTATS = Path(__file__).parent / "resultats"
ECRAN = "arrete=24/09/2019&compare=30/04/2019&region=Bretagne"
PAS_S = 0.005
# Of processor in a second, all together: a look at the pointer, a beat.
AU_REPOS_S = 0.1
Mesures = dict[str, list[float]]


async def evenements(
    proxy: Mandataire, session: str, base: Base, ports: list[int], par_replique: int, tours: int
) -> Mesures:
    """Milliseconds from the write of a move to its hearing, by replica of who hears."""
    seance = seances.ouvrir(base, "Mesure", "Direction du programme", date(2019, 9, 24))
    async with contextlib.AsyncExitStack() as stack:
        heard = {port: await _arriver(stack, proxy, session, seance.code, port, par_replique) for port in ports}
        everyone = [one for readers in heard.values() for one in readers]
        await _tous(everyone, lambda one: bool(one.passages and one.etats))
        version, found = seance.version, {f"replique {rank}": [] for rank in range(len(ports))}
        for turn in range(tours):
            began = time.perf_counter()
            version = await asyncio.to_thread(seances.deplacer, base, seance.code, f"/territoires?tour={turn}", version)
            await _tous(everyone, lambda one, version=version: version in one.etats)
            for rank, readers in enumerate(heard.values()):
                found[f"replique {rank}"] += [(one.etats[version] - began) * 1000 for one in readers]
    return found


def reprise(grappe: Grappe, proxy: Mandataire, session: str, base: Base, par_replique: int, tours: int) -> Mesures:
    """Milliseconds from the death of a replica to the screen of each of its readers, elsewhere; how many were lost."""
    code = seances.ouvrir(base, "Mesure", "Direction du programme", date(2019, 9, 24)).code
    found: Mesures = {"écran repris": [], "perdus": []}
    for turn in range(tours):
        killed = list(grappe.repliques)[turn % len(grappe.repliques)]
        derouler(_mourir(grappe, killed, found, (proxy, session, code, par_replique)))
        grappe.demarrer(killed)
    return found


async def _mourir(grappe: Grappe, killed: int, found: Mesures, qui: tuple[Mandataire, str, str, int]) -> None:
    proxy, session, code, many = qui
    async with contextlib.AsyncExitStack() as stack:
        groups = [await _arriver(stack, proxy, session, code, port, many) for port in grappe.repliques]
        everyone = [one for readers in groups for one in readers]
        await _tous(everyone, lambda one: bool(one.passages))
        shown, touched = everyone[0].montre, [one for one in everyone if one.replique == temoin(killed)]
        began = time.perf_counter()
        grappe.tuer(killed)
        with contextlib.suppress(TimeoutError):
            await _tous(touched, lambda one: len(one.passages) > 1)
        found["écran repris"] += [(one.passages[1] - began) * 1000 for one in touched if len(one.passages) > 1]
        found["perdus"].append(sum(one.montre != shown for one in everyone))


def publication(grappe: Grappe, donnees: Path, tours: int) -> Mesures:
    """Milliseconds from the rename of the pointer until a replica, that nobody asks anything, serves the file alone."""
    folder = donnees / "publications"
    first = _servie(folder)
    _verbe(grappe, "construire")
    second = _servie(folder)
    found: Mesures = {f"réplique {rank}": [] for rank in range(len(grappe.repliques))} | {"toutes": []}
    for turn in range(tours):
        name, before = (first, second) if turn % 2 == 0 else (second, first)
        _laisser_finir(grappe)
        _verbe(grappe, "revenir", "--publication", name)
        renamed = (folder / "courante.json").stat().st_mtime
        seen: dict[int, float] = {}
        while len(seen) < len(grappe.repliques):
            for rank, process in enumerate(grappe.repliques.values()):
                held = _ouverts(process.pid)
                if rank not in seen and name in held and before not in held:
                    seen[rank] = (time.time() - renamed) * 1000
            time.sleep(PAS_S)
        for rank, spent in seen.items():
            found[f"réplique {rank}"].append(spent)
        found["toutes"].append(max(seen.values()))
    return found


async def _arriver(
    stack: contextlib.AsyncExitStack, proxy: Mandataire, session: str, code: str, port: int, combien: int
) -> list[EcranSuivi]:
    readers = [EcranSuivi(proxy, session, f"{ECRAN}&suivre={code}", code, temoin(port)) for _ in range(combien)]
    return [await stack.enter_async_context(one) for one in readers]


async def _tous(readers: list[EcranSuivi], est_la) -> None:
    await asyncio.gather(*(one.attendre(est_la) for one in readers))


def _servie(folder: Path) -> str:
    pointer = lire_pointeur(folder)
    assert pointer is not None
    return pointer["publication"]


def _ouverts(pid: int) -> set[str]:
    """Names of the files a process holds."""
    found: set[str] = set()
    for one in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(one.readlink().name)
    return found


def _laisser_finir(grappe: Grappe) -> None:
    """Until the replicas have composed the first screens of what they serve: they do nothing more."""
    spent = -1.0
    while (now := sum(_secondes(process.pid) for process in grappe.repliques.values())) - spent > AU_REPOS_S:
        spent = now
        time.sleep(1)


def _secondes(pid: int) -> float:
    """Of processor, since it began."""
    words = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _verbe(grappe: Grappe, *mots: str) -> None:
    command = [sys.executable, "-m", "ti_dashboard", "--compte", COURRIEL, *mots]
    subprocess.run(command, cwd=RACINE, env=dict(grappe.environnement), check=True, capture_output=True)


def _dire(nom: str, mesures: Mesures) -> None:
    for name, values in mesures.items():
        high = sorted(values)[max(0, round(0.95 * len(values)) - 1)]
        print(
            f"{nom}, {name} : médiane {statistics.median(values):.0f}, p95 {high:.0f}, pire {max(values):.0f}"
            f" ({len(values)} mesures)",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.grappe.mesurer")
    parser.add_argument("--donnees", type=Path, required=True, help="dossier de données, publié ; il y est publié")
    parser.add_argument("--repliques", type=int, default=2)
    parser.add_argument("--par-replique", type=int, default=20, help="lecteurs")
    parser.add_argument("--tours", type=int, default=20, help="mouvements (moitié : publications, quart : morts)")
    asked = parser.parse_args()
    where = {"TI_DASHBOARD_DONNEES": str(asked.donnees)}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ti-mesure-")))
        grappe, front = stack.enter_context(ensemble.servir(folder, asked.repliques, **where))
        base, proxy, load = Base(grappe.magasin).au_nom_de(AU_POSTE), vu_par(front), os.getloadavg()
        stack.callback(base.fermer)
        ouvrir_un_compte(base)
        session, many, turns = entrer(proxy), asked.par_replique, asked.tours
        found: dict[str, Mesures] = {}
        for name, measure in (
            ("événement (ms)", lambda: derouler(evenements(proxy, session, base, list(grappe.repliques), many, turns))),
            ("mort d'une réplique (ms)", lambda: reprise(grappe, proxy, session, base, many, turns // 4)),
            ("publication vue (ms)", lambda: publication(grappe, asked.donnees, turns // 2)),
        ):
            found[name] = measure()
            _dire(name, found[name])
    RESULTATS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    told = {"le": now.isoformat(), "coeurs": os.cpu_count(), "charge_avant": load, "charge_apres": os.getloadavg()}
    (RESULTATS / f"{now:%Y%m%dT%H%M%S}.json").write_text(json.dumps(told | vars(asked) | found, default=str), "utf-8")


if __name__ == "__main__":
    main()
