"""What a reader costs the system: file descriptors. An open screen holds one, its connection; one that was left, none.

The limit of the process is raised as far as the system lets it; near it, who comes is told to come back, in a sentence,
before connections are refused and screens come without their parts.
"""

import asyncio
import resource
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime.app_session import AppSession

from ti_dashboard import journal_serveur
from ti_dashboard.serveur.enveloppe import envelopper
from ti_dashboard.serveur.portier import est_une_page
from ti_dashboard.serveur.refus_dits import dire

OUVERTS = Path("/proc/self/fd")
# An open screen and, in a séance, its stream; then what the server itself holds (files, store, sockets that listen).
PAR_LECTEUR, PAR_SERVEUR = 2, 200
SOUHAITEE, PEU = 65_536, 4_096
# What those already there may still open.
RESERVE = 64
COMPLET = "Trop de personnes lisent ce service en ce moment. Revenez dans une minute."
# What a page that is here asks for, whatever its browser says it accepts.
SOUS_UNE_PAGE = ("/_stcore/", "/static/", "/ressources/", "/media/", "/component/")


class BoucleSansDescripteur(asyncio.BaseEventLoop):
    """The event loop of a script that runs none: Streamlit gives each session one, whose three descriptors would stay a
    quarter of an hour after its reader has left."""

    def run_until_complete(self, future: Any) -> Any:
        """Asked at the end alone, of what never began."""
        if asyncio.iscoroutine(future):
            future.close()


def rendre_les_descripteurs() -> None:
    """From now on a session holds nothing but its connection."""
    envelopper(AppSession, "__init__", _sans_boucle)


def _sans_boucle(creer: Callable[..., None]) -> Callable[..., None]:
    @wraps(creer)
    def init(session: AppSession, *args: Any, **kwargs: Any) -> None:
        creer(session, *args, **kwargs)
        session._script_event_loop.close()
        session._script_event_loop = BoucleSansDescripteur()

    return init


def elever_la_limite() -> None:
    """As high as this process may; says in the log how many readers that is when it is few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = SOUHAITEE if hard == resource.RLIM_INFINITY else min(SOUHAITEE, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    if wanted < PEU:
        readers = max(0, (wanted - PAR_SERVEUR - RESERVE) // PAR_LECTEUR)
        journal_serveur.avertir("Peu de fichiers peuvent être ouverts à la fois", limite=wanted, lecteurs=readers)


def est_complet() -> bool:
    """Whether one more reader could leave those who are here without a descriptor."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    try:
        return sum(1 for _ in OUVERTS.iterdir()) > limit - RESERVE
    except OSError:
        # Not a system that says it; or none is left to look with.
        return OUVERTS.parent.exists()


class PlaceLibre:
    """ASGI middleware: who comes when there is no place left is told so; who is here is served."""

    def __init__(self, app: ASGIApp, est_complet: Callable[[], bool] = est_complet) -> None:
        self.app, self.est_complet = app, est_complet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and self.est_complet():
            await receive()
            await send({"type": "websocket.close", "code": 1013})
        elif est_une_page(scope) and not scope["path"].startswith(SOUS_UNE_PAGE) and self.est_complet():
            await dire(503, COMPLET, Retry_After="60")(scope, receive, send)
        else:
            await self.app(scope, receive, send)
