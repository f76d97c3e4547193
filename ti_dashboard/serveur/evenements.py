"""The stream of a séance (server-sent events): where it stands at once, then each change, and nothing in between."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import AsyncIterator, Callable

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.bus import Abonne
from ti_dashboard.live.etat import Etat

# A follower who has heard nothing for ten seconds says that the network is dead: two beats at least in that time.
BATTEMENT_S = 4.0
REESSAI_MS = 1_000
EN_TETES = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    # A reverse proxy must not hold events back either.
    (b"x-accel-buffering", b"no"),
]
# An event, not a comment: a comment is never told to the page.
BATTEMENT = b"event: battement\ndata: 1\n\n"


def ecrire(etat: Etat) -> bytes:
    """One event, as the browser reads it."""
    return f"id: {etat.evenement_id}\nevent: etat\ndata: {etat.en_json()}\n\n".encode()


class Flux:
    """ASGI response that lasts as long as the follower: it ends when he leaves, or when the server stops."""

    def __init__(self, magasin: Base, code: str, abonne: Abonne, deja_vu: str | None) -> None:
        self.magasin, self.code, self.abonne, self.deja_vu = magasin, code, abonne, deja_vu

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        envoi = asyncio.create_task(self._envoyer(send))
        depart = asyncio.create_task(_attendre_depart(receive))
        try:
            await asyncio.wait((envoi, depart), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.magasin.bus.desabonner(self.code, self.abonne)
            for tache in (envoi, depart):
                tache.cancel()
                with contextlib.suppress(asyncio.CancelledError, OSError):
                    await tache

    async def _envoyer(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": EN_TETES})
        async for morceau in self._morceaux():
            await send({"type": "http.response.body", "body": morceau, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _morceaux(self) -> AsyncIterator[bytes]:
        """The state is read after the subscription: a change between the two is told twice rather than never."""
        etat = await run_in_threadpool(self.magasin.etat, self.code)
        yield f"retry: {REESSAI_MS}\n\n".encode()
        if etat is not None and etat.evenement_id != self.deja_vu:
            yield ecrire(etat)
        while True:
            suivant = await self.abonne.suivant(BATTEMENT_S)
            if self.abonne.est_fini:
                return
            if suivant is None:
                yield BATTEMENT
            elif suivant.suit(etat):
                etat = suivant
                yield ecrire(etat)


async def _attendre_depart(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def evenements(request: Request) -> Flux:
    code = request.path_params["code"].upper()
    try:
        magasin = await run_in_threadpool(base)
        etat = await run_in_threadpool(magasin.etat, code)
    except TableauDeBordError as error:
        raise HTTPException(503, str(error)) from error
    if etat is None:
        raise HTTPException(404, f"Aucune séance n'a le code « {code} ».")
    abonne = magasin.bus.abonner(code)
    if abonne is None:
        raise HTTPException(503, "Trop de participants suivent déjà.", headers={"Retry-After": "30"})
    return Flux(magasin, code, abonne, request.headers.get("last-event-id"))


def routes() -> list[BaseRoute]:
    return [Route("/evenements/{code:str}", evenements, methods=["GET"])]


def finir_a_l_arret() -> None:
    """A server that stops waits for its open responses: streams must end at the signal, before the wait begins."""
    if threading.current_thread() is not threading.main_thread():
        return
    boucle = asyncio.get_running_loop()
    for numero in (signal.SIGTERM, signal.SIGINT):
        avant = signal.getsignal(numero)
        if callable(avant):
            signal.signal(numero, _puis(avant, boucle))


def _puis(avant: Callable[[int, object], object], boucle: asyncio.AbstractEventLoop) -> Callable[[int, object], None]:
    def arreter(numero: int, cadre: object) -> None:
        # Not here: a signal may come while this very thread holds the lock of the streams.
        boucle.call_soon_threadsafe(_fermer)
        avant(numero, cadre)

    return arreter


def _fermer() -> None:
    with contextlib.suppress(TableauDeBordError):
        base().bus.fermer()
