"""The key of a presenter leaves the address at once: the browser keeps it in a cookie that no script can read.

An address is copied, shown on a wall, written in the log of every proxy and sent as the referrer of every request.
"""

import re
import secrets
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ti_dashboard.cadre.parametres import ANIMER
from ti_dashboard.composants.planche import racine
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live import seances
from ti_dashboard.live.base import base
from ti_dashboard.live.seances import Seance
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.temoins_poses import poser

# A meeting and what follows it; a séance that is closed moves nobody any more.
DUREE_S = 24 * 3600
TAILLE_MAX = 1_000
# Its own page says which séance it leads; any other is where the room is.
PUPITRE = "/pupitre"


class CleHorsAdresse:
    """ASGI middleware: a page asked for with a key is asked for again without it, once the browser keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = None
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            words = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            found = await _seance(next((value for name, value in words if name == ANIMER.nom), ""))
        if found is None:
            await self.app(scope, receive, send)
            return
        kept = [(name, value) for name, value in words if name != ANIMER.nom] + [(ANIMER.nom, found.code)]
        # Relative to the page asked for: whatever its path holds, the browser stays on this server.
        stays = len(kept) > 1 or scope["path"].endswith(PUPITRE)
        place = f"?{urlencode(kept)}" if stays else _ecran_de_la_salle(found)
        answer = Response(status_code=303, headers={"Location": place} | NON_GARDEE)
        _garder(answer, found, Request(scope))
        await answer(scope, receive, send)


async def garder(request: Request) -> Response:
    """The page that opened a séance hands its key over here. JSON only: no form of another site can send it."""
    if request.headers.get("content-type") != "application/json":
        return dire(415)
    if int(request.headers.get("content-length") or TAILLE_MAX) >= TAILLE_MAX:
        return dire(413)
    try:
        said = await request.json()
        key = str(said["cle"])
    except (ValueError, KeyError, TypeError):
        return dire(400)
    found = await _seance(key)
    if found is None:
        return dire(404)
    answer = Response(status_code=204, headers=NON_GARDEE)
    _garder(answer, found, request)
    if re.fullmatch("[0-9a-f]{16}", post := str(said.get("poste", ""))):
        _marquer(answer, post, request)
    return answer


def _ecran_de_la_salle(seance: Seance) -> str:
    """Who comes with a bare link lands where the room is, at its arrêté; of a closed séance, where it is read again."""
    room = "/seance" if seance.est_close else seance.adresse
    return f"{racine()}{room}{'&' if '?' in room else '?'}{urlencode({ANIMER.nom: seance.code})}"


async def _seance(said: str) -> Seance | None:
    """The séance of a key; a code is no key, and a store that does not answer is said by the page itself."""
    key = said.strip().upper()
    if len(key) != seances.TAILLE_CLE:
        return None
    try:
        return await run_in_threadpool(lambda: seances.animee_par(base(), key))
    except TableauDeBordError:
        return None


def _garder(answer: Response, seance: Seance, request: Request) -> None:
    poser(answer, f"{seances.TEMOIN}{seance.code}", seance.cle, DUREE_S)
    if request.method != "POST":
        _marquer(answer, secrets.token_hex(8), request)


def _marquer(answer: Response, post: str, request: Request) -> None:
    """One browser is one post: it keeps the mark it has."""
    poser(answer, seances.TEMOIN_POSTE, request.cookies.get(seances.TEMOIN_POSTE) or post, DUREE_S)


def routes() -> list[BaseRoute]:
    return [Route("/animation", garder, methods=["POST"])]
