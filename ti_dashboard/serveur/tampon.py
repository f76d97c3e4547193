"""Hold back one HTTP response so that a middleware can change it as a whole before it leaves."""

from collections.abc import Awaitable, Callable

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

Transformation = Callable[[Message, bytes], Awaitable[bytes]]


class Tampon:
    """A ``send`` that buffers the responses ``retenir`` accepts and lets every other one through untouched.

    Streams (server-sent events, large downloads) must never be held back: ``retenir`` decides on the response's start.
    """

    def __init__(self, send: Send, retenir: Callable[[Message], bool], transformer: Transformation) -> None:
        self._send, self._retenir, self._transformer = send, retenir, transformer
        self._debut: Message | None = None
        self._corps = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._retenir(message):
            self._debut = message
        elif message["type"] == "http.response.body" and self._debut is not None:
            self._corps += message.get("body", b"")
            if not message.get("more_body", False):
                await self._flush(self._debut)
        else:
            await self._send(message)

    async def _flush(self, debut: Message) -> None:
        corps = await self._transformer(debut, bytes(self._corps))
        if debut["status"] != 304:
            entetes(debut)["Content-Length"] = str(len(corps))
        self._debut = None
        await self._send(debut)
        await self._send({"type": "http.response.body", "body": corps})


def entetes(debut: Message) -> MutableHeaders:
    """Headers of a response start, changed in place."""
    debut["headers"] = list(debut.get("headers", []))
    return MutableHeaders(raw=debut["headers"])


def is_known(si_aucun: str | None, etag: str | None) -> bool:
    """True when the browser's If-None-Match names this version (weak comparison, RFC 9110 §13.1.2)."""
    if not si_aucun or not etag:
        return False
    return si_aucun.strip() == "*" or _opaque(etag) in {_opaque(e) for e in si_aucun.split(",")}


def _opaque(etag: str) -> str:
    return etag.strip().removeprefix("W/")
