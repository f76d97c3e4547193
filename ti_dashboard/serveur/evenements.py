"""The stream of a séance (server-sent events): where it stands at once, then each change, and nothing in between."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator
from functools import cache, lru_cache

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from ti_dashboard import horloge
from ti_dashboard.comite import diffusion
from ti_dashboard.composants.messages_de_salle import HeureDite
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live.base import Base, base
from ti_dashboard.live.bus import Abonne
from ti_dashboard.live.etat import Etat
from ti_dashboard.live.seances import TAILLE_CODE
from ti_dashboard.serveur import ecrans_servis
from ti_dashboard.serveur.refus_dits import dire

# A follower who has heard nothing for ten seconds says that the network is dead: two beats at least in that time.
BATTEMENT_S = 4.0
REESSAI_MS = 1_000
# A server that stops waits for its open responses: they are told, and what has not ended by then is cut.
ARRET_S = 1.0
# Without it all would ask for the same screen, and wait for it as long.
ATTENTE_S = 5.0
# A few rooms at once.
GARDES = 8
FIN_DE_LIGNE = "\n"
PAGE = "page"
TELEPHONE = "salle"
SURFACES = (PAGE, TELEPHONE, "mur", "pupitre")
JOURNAL = logging.getLogger("ti_dashboard")


@lru_cache(maxsize=64)
def ecrire(etat: Etat) -> bytes:
    """One event, as the browser reads it: written once, whatever the number of those it is sent to."""
    return ServerSentEvent(etat.en_json(), event="etat", id=etat.evenement_id, sep=FIN_DE_LIGNE).encode()


_avec_leur_ecran: dict[Etat, asyncio.Future[bytes]] = {}


async def ecrire_avec_son_ecran(etat: Etat) -> bytes:
    """A move, after the screen it leads to: composed, written and compressed once for all who follow.

    Alone where it has none, or where it is long to come: they ask for it then.
    """
    if (written := _avec_leur_ecran.get(etat)) is None:
        written = _avec_leur_ecran[etat] = asyncio.ensure_future(run_in_threadpool(_ecrire_les_deux, etat))
        for old in list(_avec_leur_ecran)[:-GARDES]:
            del _avec_leur_ecran[old]
    try:
        return await asyncio.wait_for(asyncio.shield(written), ATTENTE_S)
    except Exception:
        return ecrire(etat)


def _ecrire_les_deux(etat: Etat) -> bytes:
    screen = ecrans_servis.suivi(etat.adresse)
    if screen is None:
        return ecrire(etat)
    return ServerSentEvent(json.dumps(screen), event="ecran", sep=FIN_DE_LIGNE).encode() + ecrire(etat)


_salles: dict[Etat, asyncio.Future[bytes]] = {}


async def ecrire_la_salle(magasin: Base, etat: Etat) -> bytes:
    """What the surfaces of a room are told at this state, written once for them all; nothing where it cannot be."""
    if (written := _salles.get(etat)) is None:
        written = _salles[etat] = asyncio.ensure_future(run_in_threadpool(_ecrire_la_salle, magasin, etat))
        for old in list(_salles)[:-GARDES]:
            del _salles[old]
    try:
        return await asyncio.shield(written)
    except Exception:
        JOURNAL.exception("Ce que voit la salle n'a pas pu être composé")
        _salles.pop(etat, None)
        return b""


def _ecrire_la_salle(magasin: Base, etat: Etat) -> bytes:
    told = diffusion.composer(magasin, etat.code)
    return ServerSentEvent(json.dumps(told, ensure_ascii=False), event="salle", sep=FIN_DE_LIGNE).encode()


def _dire_l_heure(abonne: Abonne) -> ServerSentEvent:
    """The hour of the server, that the instants of a room are counted by, and the name of this stream."""
    said = HeureDite(ms=diffusion.millisecondes(horloge.maintenant()), flux=abonne.flux)
    return ServerSentEvent(json.dumps(said), event="heure", sep=FIN_DE_LIGNE)


@cache
def battre() -> ServerSentEvent:
    """An event, not a comment: a comment is never told to the page."""
    return ServerSentEvent("1", event="battement", sep=FIN_DE_LIGNE)


class Flux(EventSourceResponse):
    """Lasts as long as the follower: it ends when he leaves, or when the server stops, and his place is free again."""

    def __init__(self, magasin: Base, code: str, abonne: Abonne, deja_vu: str | None) -> None:
        self.magasin, self.code, self.abonne, self.deja_vu = magasin, code, abonne, deja_vu
        self.arret = anyio.Event()
        super().__init__(
            self._evenements(),
            ping=BATTEMENT_S,
            ping_message_factory=battre,
            data_sender_callable=self._finir_a_l_arret,
            shutdown_event=self.arret,
            shutdown_grace_period=ARRET_S,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.magasin.bus.desabonner(self.code, self.abonne)

    async def _evenements(self) -> AsyncIterator[ServerSentEvent | bytes]:
        """The state is read after the subscription: a change between the two is told twice rather than never."""
        etat = await run_in_threadpool(self.magasin.etat, self.code)
        yield ServerSentEvent(retry=REESSAI_MS, sep=FIN_DE_LIGNE)
        if self.abonne.surface != PAGE:
            yield _dire_l_heure(self.abonne)
        if etat is not None and etat.evenement_id != self.deja_vu:
            yield await self._dire(etat, est_un_pas=False)
        while (suivant := await self.abonne.suivant()) is not None:
            if suivant.suit(etat):
                is_move = etat is None or suivant.version > etat.version
                etat = suivant
                yield await self._dire(etat, is_move)

    async def _dire(self, etat: Etat, est_un_pas: bool) -> bytes:
        # A telephone is told where the room is; it asks for the screen when its reader does.
        is_drawn = est_un_pas and self.abonne.surface != TELEPHONE
        told = await ecrire_avec_son_ecran(etat) if is_drawn else ecrire(etat)
        return told if self.abonne.surface == PAGE else await ecrire_la_salle(self.magasin, etat) + told

    async def _finir_a_l_arret(self) -> None:
        await self.arret.wait()
        self.abonne.finir()


async def evenements(request: Request) -> Response:
    code = request.path_params["code"].upper()
    if not re.fullmatch(f"[A-Z0-9]{{{TAILLE_CODE}}}", code):
        return dire(404, f"Une séance a un code de {TAILLE_CODE} lettres et chiffres.")
    try:
        magasin = await run_in_threadpool(base)
        etat = await run_in_threadpool(magasin.etat, code)
    except TableauDeBordError as error:
        return dire(503, str(error))
    if etat is None:
        return dire(404, f"Aucune séance n'a le code « {code} ».")
    surface = request.query_params.get("surface", PAGE)
    abonne = magasin.bus.abonner(code, surface if surface in SURFACES else PAGE)
    if abonne is None:
        return dire(503, "Trop de participants suivent déjà.", Retry_After="30")
    return Flux(magasin, code, abonne, request.headers.get("last-event-id"))


def routes() -> list[BaseRoute]:
    return [Route("/evenements/{code:str}", evenements, methods=["GET"])]
