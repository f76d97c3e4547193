"""Each request has an identifier, given back with its answer, and one line in the log: its route, not what it asked."""

import time

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard import journal_serveur, trace
from ti_dashboard.composants.planche import racine
from ti_dashboard.serveur.adresses import PAGES
from ti_dashboard.serveur.appel_interne import est_interne
from ti_dashboard.serveur.mandataire import est_relayee
from ti_dashboard.serveur.portes import SURVEILLANCE, est_une_porte
from ti_dashboard.serveur.tampon import entetes
from ti_dashboard.surveillance import incidents_comptes

EN_TETE = "X-Request-ID"
FLUX_DES_ECRANS = "/_stcore/stream"
# Below each, the rest of the address may say who asks what: it is not written.
DEBUTS = (
    "/static/",
    "/ressources/",
    "/ecrans/",
    "/calques/",
    "/component/",
    "/media/",
    "/evenements/",
    "/connexion/",
    "/compte/",
    "/_stcore/",
)
AUTRE = "autre"


class Requetes:
    """ASGI middleware, the outermost: what every other one does is done for the request it names."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.base = app, racine()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or est_interne(scope):
            await self.app(scope, receive, send)
            return
        identifier = trace.reprendre(Headers(scope=scope).get(EN_TETE) if est_relayee(scope) else None)
        _transmettre(scope, identifier)
        answer = _Reponse(send, identifier)
        scope.setdefault("state", {})
        try:
            await self.app(scope, receive, answer)
        except Exception:
            answer.status = 500
            raise
        finally:
            if answer.status >= 500:
                incidents_comptes.compter(incidents_comptes.REPONSE)
            self._noter(scope, answer)

    def _noter(self, scope: Scope, answer: "_Reponse") -> None:
        path = scope["path"].removeprefix(self.base) or "/"
        person = scope["state"].get("personne")
        journal_serveur.noter(
            "requête",
            methode=scope.get("method", "WEBSOCKET"),
            route=modele(path),
            statut=answer.status,
            ms=round((time.perf_counter() - answer.began) * 1000, 1),
            octets=answer.size,
            compte=person.compte_id if person else None,
        )


class _Reponse:
    """A ``send`` that gives the identifier back, and counts."""

    def __init__(self, send: Send, identifier: str) -> None:
        self.send, self.identifier = send, identifier
        self.began, self.status, self.size = time.perf_counter(), 0, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            entetes(message)[EN_TETE] = self.identifier
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        elif message["type"] == "websocket.accept":
            self.status = 101
        elif message["type"] == "websocket.send":
            self.size += len(message.get("bytes") or message.get("text") or b"")
        elif message["type"] == "websocket.close" and not self.status:
            self.status = 403
        await self.send(message)


def _transmettre(scope: Scope, identifier: str) -> None:
    """A screen reads it from the headers of its web socket: its script runs in a thread that no request started."""
    name = EN_TETE.lower().encode()
    scope["headers"] = [*((k, v) for k, v in scope["headers"] if k != name), (name, identifier.encode())]


def modele(path: str) -> str:
    """The route of an address, without what is particular to who asks."""
    if path in PAGES or path in SURVEILLANCE or path == "/animation" or path == FLUX_DES_ECRANS:
        return path
    start = next((start for start in DEBUTS if path.startswith(start)), None)
    if start is not None:
        return f"{start}…"
    return path if est_une_porte(path) else AUTRE
