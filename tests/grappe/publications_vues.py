"""How soon each replica serves what has just been published: at the address of its screen, and in a session open there.

Each time another publication, put in place as the product does: the same rows in a file that no replica has ever read,
so that nothing of it is kept anywhere.
"""

import asyncio
import contextlib
import os
import re
import shutil
import time
from collections import defaultdict
from pathlib import Path

import duckdb
import httpx
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from outils.grappe.ensemble import Grappe
from tests.grappe.lecteur import PATIENCE_S, demander
from tests.mandataire import REPLIQUE, TEMOIN, Mandataire, temoin
from ti_dashboard.dossier import disque
from ti_dashboard.dossier.pointeur import NOM, lire_pointeur
from ti_dashboard.ingest.publier.construction import Resume, mettre_en_place

# How often one asks: a page that waits for nothing else, somebody who chooses one filter after another.
ENTRE_DEUX_LECTURES_S, ENTRE_DEUX_GESTES_S = 0.02, 0.25
# Of processor in a second, all together: a look at the pointer, a beat.
AU_REPOS_S = 0.1
ARRETE = "arrete=24/09/2019&compare=30/04/2019"


async def mesurer(grappe: Grappe, proxy: Mandataire, session: str, donnees: Path, tours: int) -> dict[str, list[float]]:
    """Milliseconds from the rename of the pointer: by replica, then for the last one."""
    folder, found = donnees / "publications", defaultdict(list)
    ports = list(enumerate(grappe.repliques))
    async with contextlib.AsyncExitStack() as stack:
        http = await stack.enter_async_context(proxy.client_de_salle(session))
        screens = [await stack.enter_async_context(EcranOuvert(proxy, session, port)) for _, port in ports]
        for turn in range(tours):
            draft = await asyncio.to_thread(_varier, folder, turn)
            await asyncio.to_thread(laisser_finir, grappe)
            shown = [await one.agir() for one in screens]
            waited = {f"écran, réplique {n}": _lire(http, session, port, shown[n]) for n, port in ports}
            waited |= {f"session, réplique {n}": _insister(screens[n], shown[n]) for n, _ in ports}
            tasks = {name: asyncio.create_task(one) for name, one in waited.items()}
            renamed = await asyncio.to_thread(_publier, folder, draft)
            async with asyncio.timeout(PATIENCE_S):
                seen = {name: (await task - renamed) * 1000 for name, task in tasks.items()}
            for name, spent in seen.items():
                found[name].append(spent)
            for kind in ("écran", "session"):
                found[f"{kind}, toutes"].append(max(v for name, v in seen.items() if name.startswith(kind)))
            print(turn, {name: round(spent) for name, spent in seen.items()}, flush=True)
    return dict(found)


class EcranOuvert:
    """A session open on the replica of a port, read all along as a browser does: what its banner says last."""

    def __init__(self, proxy: Mandataire, session: str, port: int) -> None:
        self._prise = proxy.prise(proxy.adresse, session, temoin(port))
        self._passages, self._fini, self._vue = 0, asyncio.Condition(), ""

    async def __aenter__(self) -> "EcranOuvert":
        self._socket = await self._prise
        self._lecture = asyncio.create_task(self._lire())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._lecture.cancel()
        await self._socket.close()

    async def agir(self) -> str:
        """Ask for the screen again; gives the publication its banner says, once a run is over."""
        async with self._fini, asyncio.timeout(PATIENCE_S):
            before = self._passages
            await self._socket.send(demander(ARRETE))
            await self._fini.wait_for(lambda: self._passages > before or self._lecture.done())
        if self._lecture.done():
            self._lecture.result()
        return self._vue

    async def _lire(self) -> None:
        said = ""
        async for raw in self._socket:
            message = ForwardMsg.FromString(raw)
            kind, shown = message.WhichOneof("type"), message.delta.new_element
            if kind == "delta" and shown.bidi_component.component_name == "bandeau":
                found = re.search(r'"empreinte": ?"(\w+)"', shown.bidi_component.json)
                said = found[1] if found else said
            elif kind == "script_finished" and said:
                async with self._fini:
                    self._passages, self._vue = self._passages + 1, said
                    self._fini.notify_all()


def _varier(folder: Path, turn: int) -> Path:
    """The publication that is served, in a file of other bytes."""
    pointer = lire_pointeur(folder)
    assert pointer is not None
    draft = disque.brouillon(folder / f"mesure-{turn}.duckdb")
    shutil.copyfile(folder / pointer["publication"], draft)
    with contextlib.closing(duckdb.connect(str(draft))) as con:
        con.execute(f"COMMENT ON TABLE arrete IS 'mesure {os.getpid()} {turn}'")
    return draft


def _publier(folder: Path, draft: Path) -> float:
    """When the pointer was renamed: the last change of any kind to its file."""
    mettre_en_place(draft, folder, Resume(draft, 0, 0, {}))
    return (folder / NOM).stat().st_ctime


async def _lire(http: httpx.AsyncClient, session: str, port: int, before: str) -> float:
    """When the home page of this replica is that of another publication, its bytes read to the end."""
    head = {"Cookie": f"{TEMOIN}={session}; {REPLIQUE}={temoin(port)}"}
    while True:
        answer = await http.get(f"/ecrans/courante/accueil?{ARRETE}", headers=head)
        assert answer.status_code == 200, answer.text
        if f"/{before}/" not in answer.headers["content-location"]:
            return time.time()
        await asyncio.sleep(ENTRE_DEUX_LECTURES_S)


async def _insister(screen: EcranOuvert, before: str) -> float:
    """When a gesture in this session shows another publication than ``before``."""
    while await screen.agir() == before:
        await asyncio.sleep(ENTRE_DEUX_GESTES_S)
    return time.time()


def laisser_finir(grappe: Grappe) -> None:
    """Until the replicas have composed the first screens of what they serve: they do nothing more."""
    spent = -1.0
    while (now := sum(_secondes(process.pid) for process in grappe.repliques.values())) - spent > AU_REPOS_S:
        spent = now
        time.sleep(1)


def _secondes(pid: int) -> float:
    """Of processor, since it began."""
    words = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
