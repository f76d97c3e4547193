"""What the server says of itself to who watches over it: ``/sante``, ``/pret``, ``/metriques``."""

import logging
import shutil

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.errors import TableauDeBordError
from ti_dashboard.magasin import guichet
from ti_dashboard.serveur import metriques
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.surveillants import est_surveillant, refus

JOURNAL = logging.getLogger("ti_dashboard")
PANNE = "Le serveur ne peut servir aucune page. L'incident est noté au journal du serveur."
PLACE_UTILE = 1024 * 1024
DISQUE_PLEIN = "Le disque est plein : les pages se lisent, rien de plus ne peut être enregistré."


def examiner() -> tuple[str | None, list[str]]:
    """Why no page can be served now (None when pages are), and what to know all the same; in French.

    It goes by the very path of a page: the pointer, the publication it names, an answer read from its file.
    """
    try:
        served = guichet.service()
        served.publication.interroger()
    except TableauDeBordError as error:
        return str(error), []
    except Exception:
        JOURNAL.exception("Aucune page ne peut être servie")
        return PANNE, []
    warnings = [served.avertissement] if served.avertissement else []
    if shutil.disk_usage(served.publication.fichier.parent).free < PLACE_UTILE:
        warnings.append(DISQUE_PLEIN)
    return None, warnings


# Not coroutines: Starlette runs them in a thread, a verification under way does not hold the event loop.
def sante(request: Request) -> Response:
    """Whether pages are served: a load balancer waits for status 200. Only who watches over the service is told why."""
    why, warnings = examiner()
    said: dict[str, object] = {"etat": "pret" if why is None else "indisponible"}
    if est_surveillant(request):
        said |= ({"motif": why} if why is not None else {}) | ({"avertissements": warnings} if warnings else {})
    return JSONResponse(said, status_code=200 if why is None else 503, headers=NON_GARDEE)


def pret(request: Request) -> Response:
    """The same answer in one line of text, for who starts the server and waits."""
    if (refused := refus(request)) is not None:
        return refused
    why, _ = examiner()
    return PlainTextResponse("prêt\n", headers=NON_GARDEE) if why is None else dire(503, why)


def releve(request: Request) -> Response:
    if (refused := refus(request)) is not None:
        return refused
    return Response(metriques.ecrire(), media_type=metriques.PROMETHEUS, headers=NON_GARDEE)


def routes() -> list[BaseRoute]:
    return [Route("/sante", sante), Route("/pret", pret), Route("/metriques", releve)]
