"""``/pupitre?animer=<code>``: the page of the desk, for the browser that holds the key of the séance."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.cadre.parametres import ANIMER
from ti_dashboard.composants.planche import ADRESSE, empreinte, racine
from ti_dashboard.compositions import pages_composees
from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.live import seances
from ti_dashboard.live.base import base
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.animation import PUPITRE
from ti_dashboard.serveur.demandeur import demandeur
from ti_dashboard.serveur.gestes_de_salle import PAS_ANIMATEUR, anime
from ti_dashboard.serveur.mur_servi import police
from ti_dashboard.serveur.securite import NON_GARDEE


def page(request: Request) -> Response:
    """Not a coroutine: Starlette runs it in a thread."""
    code = request.query_params.get(ANIMER.nom, "").strip().upper()
    if not code:
        # Where a séance is opened, or taken again.
        return RedirectResponse(f"{racine()}/seance", 303, NON_GARDEE)
    person = demandeur(request)
    try:
        seance = seances.trouver(base(), code)
    except TableauDeBordError as error:
        return gabarit.repondre("reponse.html", 503, motif="Pupitre", phrase=str(error))
    if seance is None or not anime(request, person, seance):
        return gabarit.repondre("reponse.html", 403, motif="Pupitre", phrase=PAS_ANIMATEUR)
    place = f"{racine()}/{ADRESSE}/{empreinte()}"
    told = {
        "nommee": seance.titre,
        "code": seance.code,
        "ressources": place,
        "police": police(),
        "ecrans": " ".join(pages_composees()),
    }
    return gabarit.repondre("pupitre.html", 200, **told)


def routes() -> list[BaseRoute]:
    return [Route(PUPITRE, page, methods=["GET"])]
