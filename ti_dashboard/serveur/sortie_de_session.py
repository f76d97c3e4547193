"""Sign out: asked first, done here before anywhere else, then at the identity provider when it was the door."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.acces import temoins
from ti_dashboard.composants.planche import racine
from ti_dashboard.live import sessions
from ti_dashboard.live.base import base
from ti_dashboard.serveur import fournisseur_d_identite, gabarit
from ti_dashboard.serveur.formulaires import ETRANGERE, est_de_la_maison
from ti_dashboard.serveur.portes import CONNEXION, DECONNEXION
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.temoins_poses import effacer


async def deconnexion(request: Request) -> Response:
    """Here, or everywhere at once."""
    session = request.state.session
    if session is None:
        return RedirectResponse(f"{racine()}{CONNEXION}", 303, NON_GARDEE)
    if request.method == "GET":
        return gabarit.repondre("deconnexion.html", 200, personne=session.personne)
    if not est_de_la_maison(request):
        return gabarit.repondre("refus.html", 403, message=ETRANGERE)
    form = await request.form(max_files=0, max_fields=2)
    store = base().au_nom_de(session.personne)
    await run_in_threadpool(lambda: sessions.fermer(store, session, partout=form.get("partout") == "oui"))
    answer = await fournisseur_d_identite.sortir_aussi(request, session)
    answer = answer or RedirectResponse(f"{racine()}{CONNEXION}", 303, NON_GARDEE)
    effacer(answer, temoins.SESSION)
    # What the browser kept of the pages goes with the session; its cookies are ours to name, one by one.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def routes() -> list[BaseRoute]:
    return [Route(DECONNEXION, deconnexion, methods=["GET", "POST"])]
