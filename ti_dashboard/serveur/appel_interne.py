"""One GET sent to an ASGI application from inside the process: no socket, no client library."""

import asyncio
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Scope

# No request that comes by a socket has it: the server that reads the socket makes the rest of the scope.
INTERNE = "ti_dashboard.appel_interne"


def est_interne(scope: Scope) -> bool:
    """Whether the application asks itself."""
    return scope.get("extensions", {}).get(INTERNE) is True


@dataclass
class ReponseInterne:
    """What came back: status, headers, whole body."""

    statut: int = 0
    entetes: Headers = field(default_factory=Headers)
    corps: bytes = b""


async def get(
    app: ASGIApp, adresse: str, entetes: dict[str, str] | None = None, methode: str = "GET"
) -> ReponseInterne:
    """Ask ``app`` for ``adresse`` (path and optional query) and wait for the whole answer."""
    chemin, _, requete = adresse.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": methode,
        "scheme": "http",
        "path": chemin,
        "raw_path": chemin.encode(),
        "query_string": requete.encode(),
        "root_path": "",
        "headers": [(k.lower().encode(), v.encode()) for k, v in ({"host": "localhost"} | (entetes or {})).items()],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 0),
        "extensions": {INTERNE: True},
    }
    reponse = ReponseInterne()

    demandes = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        # After the request there is only the disconnection to wait for, and this client never hangs up.
        return demandes.pop() if demandes else await asyncio.Future()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            reponse.statut, reponse.entetes = message["status"], Headers(raw=message["headers"])
        elif message["type"] == "http.response.body":
            reponse.corps += message.get("body", b"")

    await app(scope, receive, send)
    return reponse
