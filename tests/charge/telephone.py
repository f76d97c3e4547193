"""The stream of one telephone of a room, read as its bytes come: nothing of it is drawn, nor read as JSON."""

import asyncio
from collections.abc import Callable

import aiohttp

from tests.charge.lecteur import PATIENCE_S, instant_ms

# The last thing that a surface is told of a change.
ETAT = b"event: etat"


class Telephone:
    """The stream of one telephone, read as its bytes come. ``entendre`` is told the instant of each state."""

    def __init__(self, http: aiohttp.ClientSession, code: str, entendre: Callable[[float], None]) -> None:
        self.http, self.code, self.entendre = http, code, entendre
        self.octets = self.refus = self.chutes = 0
        self.suit = asyncio.Event()
        self._flux: asyncio.Task[None] | None = None

    async def suivre(self) -> float:
        """Milliseconds until the first state is heard."""
        start = instant_ms()
        self._flux = asyncio.create_task(self._ecouter())
        await asyncio.wait_for(self.suit.wait(), PATIENCE_S)
        return instant_ms() - start

    async def _ecouter(self) -> None:
        asked = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        try:
            async with self.http.get(f"/evenements/{self.code}", params={"surface": "salle"}, headers=asked) as stream:
                self.refus += stream.status != 200
                tail = b""
                async for chunk in stream.content.iter_any():
                    self.octets += len(chunk)
                    seen = tail + chunk
                    tail = seen[-len(ETAT) + 1 :]
                    for _ in range(seen.count(ETAT)):
                        self._recevoir()
        except (aiohttp.ClientError, TimeoutError):
            self.chutes += 1

    def _recevoir(self) -> None:
        if self.suit.is_set():
            self.entendre(instant_ms())
        self.suit.set()

    async def partir(self) -> None:
        if self._flux is not None:
            self._flux.cancel()
            await asyncio.gather(self._flux, return_exceptions=True)
