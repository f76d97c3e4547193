"""When the session of a browser ends, asked by its page and put off by one button (RGAA 13.1)."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.errors import MagasinIndisponible
from ti_dashboard.live import sessions
from ti_dashboard.live.base import base
from ti_dashboard.live.sessions import SessionOuverte
from ti_dashboard.serveur.formulaires import ETRANGERE, est_de_la_maison
from ti_dashboard.serveur.portes import SESSION
from ti_dashboard.serveur.portier import SANS_SESSION
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE


async def duree_de_session(request: Request) -> Response:
    """Seconds until it ends, and whether staying is possible. To ask is no gesture; to send is one."""
    session: SessionOuverte | None = request.state.session
    if session is None:
        return dire(401, SANS_SESSION)
    if request.method == "POST":
        if not est_de_la_maison(request):
            return dire(403, ETRANGERE)
        try:
            session = await run_in_threadpool(_prolonger, session)
        except MagasinIndisponible as error:
            return dire(503, str(error))
    if session is None:
        return dire(401, SANS_SESSION)
    end = sessions.fin(session)
    told = {"reste_s": max(int(end.dans.total_seconds()), 0), "est_prolongeable": end.est_prolongeable}
    return JSONResponse(told, headers=NON_GARDEE)


def _prolonger(session: SessionOuverte) -> SessionOuverte | None:
    sessions.toucher(base().au_nom_de(session.personne), session)
    return sessions.lire_par_empreinte(base(), session.empreinte)


def routes() -> list[BaseRoute]:
    return [Route(SESSION, duree_de_session, methods=["GET", "POST"])]
