"""A browser that follows a séance (``suiveur.js``): its stream, then the screen of each move, then perhaps a run."""

import asyncio
import contextlib
import gzip
import json
import random
from base64 import b64decode
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

import aiohttp

from tests.charge.lecteur import Lecteur, instant_ms

# ``connexion.js``: how long it waits before it asks again.
ATTENTES_S = (0.5, 1, 2, 4, 8)


@lru_cache(maxsize=8)
def deplier(recu: bytes) -> tuple[str, bytes]:
    """The address and the bytes of a screen that came with its event: the same for all, unfolded once by this tool."""
    if not recu:
        return "", b""
    told = json.loads(recu)
    return told["adresse"], gzip.decompress(b64decode(told["gzip"]))


class Suiveur(Lecteur):
    """``a_chaque_mouvement(version, évènement, écran, passage)`` is told when each was there; None for what was not."""

    def __init__(
        self,
        serveur: str,
        code: str,
        avec_passage: bool,
        a_chaque_mouvement: Callable[[int, float, float | None, float | None], None],
    ) -> None:
        super().__init__(serveur, f"/?{urlencode({'suivre': code})}")
        self.code, self.avec_passage, self._dire = code, avec_passage, a_chaque_mouvement
        # ``suit`` once a first state is heard; ``repondu`` when the stream was answered, even by a refusal.
        self.suit, self.repondu = asyncio.Event(), asyncio.Event()
        self.refus = self.chutes = 0
        self._version, self._recu = 0, b""
        self._flux: asyncio.Task[None] | None = None
        self._mouvements: set[asyncio.Task[None]] = set()

    async def suivre(self) -> float:
        """The session, then the stream; milliseconds until the first run is over. Refused, it asks again for ever."""
        spent = await self.ouvrir()
        self._flux = asyncio.create_task(self._ecouter_le_flux())
        await self.repondu.wait()
        return spent

    async def _ecouter_le_flux(self) -> None:
        """Again for ever, as the page does, whatever ends it."""
        falls = 0
        while True:
            try:
                async with self.http.get(
                    f"/evenements/{self.code}",
                    headers={"Accept": "text/event-stream", "Accept-Encoding": "identity"},
                    timeout=aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=10),
                ) as stream:
                    if stream.status != 200:
                        self.refus += 1
                        self.repondu.set()
                    else:
                        falls, self._version = 0, 0
                        await self._lire_le_flux(stream.content)
            except (aiohttp.ClientError, TimeoutError, ConnectionError):
                self.chutes += 1
            wait = ATTENTES_S[min(falls, len(ATTENTES_S) - 1)]
            falls += 1
            await asyncio.sleep(wait * random.uniform(0.75, 1.25))

    async def _lire_le_flux(self, lines: aiohttp.StreamReader) -> None:
        kind = b""
        async for line in lines:
            if line.startswith(b"event: "):
                kind = line[7:].strip()
            elif line.startswith(b"data: ") and kind == b"ecran":
                self._recu = line[6:]
            elif line.startswith(b"data: ") and kind == b"etat":
                self._recevoir(instant_ms(), json.loads(line[6:]))

    def _recevoir(self, a: float, etat: dict[str, object]) -> None:
        moved = etat["version"] > self._version
        self._version = max(self._version, etat["version"])
        is_first = not self.suit.is_set()
        self.suit.set()
        self.repondu.set()
        if moved and etat["statut"] != "close" and not (is_first and self._est_deja_la(etat["adresse"])):
            move = asyncio.create_task(self._rejoindre(self._version, a, str(etat["adresse"])))
            self._mouvements.add(move)
            move.add_done_callback(self._mouvements.discard)

    def _est_deja_la(self, adresse: object) -> bool:
        return bool(self.session.composants["suiveur"]["vue"] == adresse)

    async def _rejoindre(self, version: int, a: float, adresse: str) -> None:
        """The address first: the screen and the run are asked for from it, at the same instant."""
        parts = urlsplit(adresse)
        self.adresse = f"{parts.path}?{parts.query}&{urlencode({'suivre': self.code})}"
        came, body = deplier(self._recu)
        if came == adresse and (asked := self._adresse_de_l_ecran()):
            self.lus[asked] = body
        end = None
        with contextlib.suppress(TimeoutError, OSError, aiohttp.ClientError):
            if self.avec_passage:
                screen, end = await self.montrer()
            else:
                screen = await self.lire_ecran()
            self._dire(version, a, screen.a if screen.est_lu else None, end)

    async def partir(self) -> None:
        for task in (self._flux, *self._mouvements):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        await super().partir()
