"""A reader without a browser: the socket of one screen, and the stream of a séance, asked for again when they fall."""

import asyncio
import contextlib
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from tests.mandataire import REPLIQUE, TEMOIN, Mandataire

# What a reader sees of a screen: its board, its banner, its filters.
VUS = ("planche", "bandeau", "filtres")
# A browser does not ask at once again (``connexion.js``, and Streamlit's own socket).
ENTRE_DEUX_S = 0.5
PATIENCE_S = 90


@dataclass
class EcranSuivi:
    """``replique``: what the cookie of its browser says. ``etats``: each version heard, and when (``perf_counter``)."""

    proxy: Mandataire
    session: str
    requete: str
    code: str
    replique: str
    montre: dict[str, str] = field(default_factory=dict)
    etats: dict[int, float] = field(default_factory=dict)
    passages: list[float] = field(default_factory=list)
    chutes: int = 0
    _bouge: asyncio.Event = field(default_factory=asyncio.Event)
    _taches: list[asyncio.Task[None]] = field(default_factory=list)

    async def __aenter__(self) -> "EcranSuivi":
        self._taches = [asyncio.create_task(self._tenir(how)) for how in (self._lire_l_ecran, self._lire_le_flux)]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        for task in self._taches:
            task.cancel()
        await asyncio.gather(*self._taches, return_exceptions=True)

    async def attendre(self, est_la: Callable[["EcranSuivi"], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not est_la(self):
                for task in self._taches:
                    # None of them ends by itself: what stopped it is told now, not once patience is spent.
                    if task.done():
                        task.result()
                self._bouge.clear()
                await self._bouge.wait()

    async def _tenir(self, lire: Callable[[], object]) -> None:
        """For ever, as a browser does."""
        try:
            while True:
                with contextlib.suppress(OSError, WebSocketException, httpx.HTTPError):
                    await lire()
                self.chutes += 1
                await asyncio.sleep(ENTRE_DEUX_S)
        finally:
            self._bouge.set()

    async def _lire_l_ecran(self) -> None:
        async with self.proxy.prise(self.proxy.adresse, self.session, self.replique) as socket:
            for said in socket.response.headers.get_all("Set-Cookie"):
                if found := re.match(rf"{REPLIQUE}=(\w+);", said):
                    self.replique = found[1]
            await socket.send(demander(self.requete))
            await self._lire_les_messages(socket)

    async def _lire_les_messages(self, socket: ClientConnection) -> None:
        shown: dict[str, str] = {}
        async for raw in socket:
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.new_element.WhichOneof("type") == "bidi_component":
                one = message.delta.new_element.bidi_component
                if one.component_name in VUS:
                    shown[one.component_name] = one.json
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self.montre = dict(shown)
                self.passages.append(time.perf_counter())
                self._bouge.set()

    async def _lire_le_flux(self) -> None:
        async with (
            self.proxy.client_de_salle(self.session) as http,
            http.stream("GET", f"/evenements/{self.code}", headers=self._temoins()) as stream,
        ):
            stream.raise_for_status()
            kind = ""
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    kind = line[7:]
                elif line.startswith("data: ") and kind == "etat":
                    self.etats.setdefault(json.loads(line[6:])["version"], time.perf_counter())
                    self._bouge.set()

    def _temoins(self) -> dict[str, str]:
        return {"Cookie": f"{TEMOIN}={self.session}; {REPLIQUE}={self.replique}"}


def demander(requete: str) -> bytes:
    """Ask for the run of the home page at an address."""
    message = BackMsg()
    message.rerun_script.query_string = requete
    return message.SerializeToString()
