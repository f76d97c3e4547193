"""``/pieces/CODE/ID``: a document of a séance, for the room once it may read it, for who presents always."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.errors import GesteRefuse, TableauDeBordError
from ti_dashboard.live import etapes, pieces, seances
from ti_dashboard.live.base import base
from ti_dashboard.serveur.demandeur import demandeur
from ti_dashboard.serveur.gestes_de_salle import anime
from ti_dashboard.serveur.portes import PIECES
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE

# The same for what is not there and for what may not be read yet: an embargo is not told by its refusal.
ABSENTE = "Ce document n'est pas à lire : il n'existe pas, il a été retiré, ou son étape n'est pas venue."


def piece(request: Request) -> Response:
    """Not a coroutine: it runs in a thread, the event loop stays free."""
    person = demandeur(request)
    code = request.path_params["code"].upper()
    if person.seance_code not in (None, code):
        return dire(403, "Ce document est d'une autre séance : votre code n'ouvre que la sienne.")
    try:
        store = base()
        seance = seances.trouver(store, code)
        known = pieces.lister(store, code) if seance else []
        found = next((one for one in known if one.piece_id == request.path_params["numero"]), None)
        if seance is None or found is None:
            return dire(404, ABSENTE)
        if not (anime(request, person, seance) or pieces.est_visible(found, seance, etapes.lister(store, code))):
            return dire(404, ABSENTE)
        headers = NON_GARDEE | {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.nom, safe='')}"}
        return FileResponse(pieces.contenu(found), media_type="application/pdf", headers=headers)
    except GesteRefuse as error:
        return dire(404, str(error))
    except TableauDeBordError as error:
        return dire(503, str(error))


def routes() -> list[BaseRoute]:
    return [Route(f"{PIECES}{{code:str}}/{{numero:int}}", piece, methods=["GET"])]
