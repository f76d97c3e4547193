"""What several replicas take: an event to the followers of each, a take-over, a publication seen by all of them.

``python -m tests.grappe.mesurer --donnees DOSSIER``; the raw samples go to ``tests/grappe/resultats``, out of git.
"""

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from outils.grappe import ensemble
from outils.grappe.ensemble import Grappe
from tests.boucle import derouler
from tests.grappe import publications_vues
from tests.grappe.compte import entrer, ouvrir_un_compte
from tests.grappe.lecteur import EcranSuivi
from tests.magasin import AU_POSTE
from tests.mandataire import Mandataire, temoin, vu_par
from ti_dashboard.live import marche, seances
from ti_dashboard.live.base import Base

RESULTATS = Path(__file__).parent / "resultats"
ECRAN = "arrete=24/09/2019&compare=30/04/2019&region=Bretagne"
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
            version = await asyncio.to_thread(marche.deplacer, base, seance.code, f"/territoires?tour={turn}", version)
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


async def _arriver(
    stack: contextlib.AsyncExitStack, proxy: Mandataire, session: str, code: str, port: int, combien: int
) -> list[EcranSuivi]:
    readers = [EcranSuivi(proxy, session, f"{ECRAN}&suivre={code}", code, temoin(port)) for _ in range(combien)]
    return [await stack.enter_async_context(one) for one in readers]


async def _tous(readers: list[EcranSuivi], est_la) -> None:
    await asyncio.gather(*(one.attendre(est_la) for one in readers))


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
    parser.add_argument("--tours", type=int, default=20, help="mouvements (le quart : morts)")
    parser.add_argument("--publications", type=int, default=30)
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
            (
                "publication vue (ms)",
                lambda: derouler(publications_vues.mesurer(grappe, proxy, session, asked.donnees, asked.publications)),
            ),
        ):
            found[name] = measure()
            _dire(name, found[name])
    RESULTATS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    told = {"le": now.isoformat(), "coeurs": os.cpu_count(), "charge_avant": load, "charge_apres": os.getloadavg()}
    (RESULTATS / f"{now:%Y%m%dT%H%M%S}.json").write_text(json.dumps(told | vars(asked) | found, default=str), "utf-8")


if __name__ == "__main__":
    main()
