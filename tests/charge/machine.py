"""The server under load, and what it holds at an instant: memory, descriptors, threads, processor (Linux)."""

import argparse
import asyncio
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.serveurs import Serveur, _start
from ti_dashboard.demonstration import generer
from ti_dashboard.ingest.publier.construction import construire

NOTRE = "tableau de bord"
# A reader of ours: page and screens, session, stream; and what the tool itself holds.
PAR_LECTEUR, POUR_L_OUTIL = 4, 200

# A server is calm when one more turn costs it no less than the one before.
TOURS_DE_CALME, TOUR_S = 8, 8


@dataclass(frozen=True)
class Releve:
    """``a_s``: seconds since the server was started; ``memoire_mo``: resident set, what the system sees."""

    a_s: float
    memoire_mo: float
    descripteurs: int
    fils: int
    cpu_s: float

    def en_json(self) -> dict[str, float]:
        return asdict(self)


class Machine:
    """One server, started for the measure."""

    def __init__(self, serveur: Serveur, donnees: Path) -> None:
        self.serveur, self.donnees = serveur, donnees
        self.adresse = serveur.adresse.rstrip("/")
        self._depart = time.monotonic()

    def relever(self) -> Releve:
        proc = Path(f"/proc/{self.serveur.processus.pid}")
        if self.serveur.processus.poll() is not None:
            raise SystemExit("Le serveur s'est arrêté pendant la mesure : son journal est dans le dossier des données.")
        descriptors, threads = (sum(1 for _ in (proc / name).iterdir()) for name in ("fd", "task"))
        spent, held = self.serveur.cpu_s(), self.serveur.memoire_mo()
        return Releve(round(time.monotonic() - self._depart, 1), held, descriptors, threads, spent)

    async def au_calme(self) -> float:
        """Wait until the server has finished what it began by itself; the part of one core that it still costs."""
        shares: list[float] = []
        for _ in range(TOURS_DE_CALME):
            start = self.relever()
            await asyncio.sleep(TOUR_S)
            end = self.relever()
            shares.append((end.cpu_s - start.cpu_s) / (end.a_s - start.a_s))
            if len(shares) > 1 and shares[-1] >= 0.9 * shares[-2]:
                break
        return shares[-1]

    @asynccontextmanager
    async def suivre(self, pas_s: float) -> AsyncIterator[list[Releve]]:
        """A reading at each step, until the block ends."""
        found = [self.relever()]

        async def again() -> None:
            while True:
                await asyncio.sleep(pas_s)
                found.append(self.relever())

        task = asyncio.create_task(again())
        try:
            yield found
        finally:
            task.cancel()
            found.append(self.relever())


def exiger_des_descripteurs(lecteurs: int) -> None:
    """Each reader of the tool holds its connections: said before the measure begins, in a sentence."""
    needed = PAR_LECTEUR * lecteurs + POUR_L_OUTIL
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise SystemExit(f"Il faut {needed} fichiers ouverts à la fois, cette session en permet {hard} (ulimit -Hn).")
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


@contextmanager
def servir(donnees: Path, args: argparse.Namespace) -> Iterator[Machine]:
    """Serve this folder, made first if it is empty; the server has as many descriptors as is asked."""
    if not (donnees / "publications").exists():
        generer(donnees / "livraisons" / "demonstration")
        construire(donnees / "livraisons" / "demonstration", donnees / "publications")
    journal = donnees / "journaux"
    journal.mkdir(parents=True, exist_ok=True)
    with _start(NOTRE, donnees, journal) as server:
        if args.descripteurs:
            resource.prlimit(server.processus.pid, resource.RLIMIT_NOFILE, (args.descripteurs, args.descripteurs))
        print(f"Serveur : processus {server.processus.pid}, {server.adresse}", flush=True)
        yield Machine(server, donnees)


async def par_vagues(taches: list[Awaitable[float]], a_la_fois: int) -> list[float]:
    """All of them, a few at a time: a room does not open its doors in one instant."""
    places = asyncio.Semaphore(a_la_fois)

    async def one(task: Awaitable[float]) -> float:
        async with places:
            return await task

    return list(await asyncio.gather(*map(one, taches)))
