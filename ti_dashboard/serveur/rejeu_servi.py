"""``/rejeu/CODE``: a closed séance, replayed; ``/rejeu/CODE/fichier``: the same page, to keep."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.acces.actions import CONSULTER
from ti_dashboard.comite.rejoue import fichier_du_rejeu, rejeu_de_seance
from ti_dashboard.compositions.empreinte_des_ecrans import empreinte
from ti_dashboard.errors import GesteRefuse, SeanceInconnue, TableauDeBordError
from ti_dashboard.live import journal, seances
from ti_dashboard.live.base import base
from ti_dashboard.magasin import guichet
from ti_dashboard.magasin.reponses import Reponses
from ti_dashboard.serveur import gabarit
from ti_dashboard.serveur.demandeur import demandeur
from ti_dashboard.serveur.portes import REJEU
from ti_dashboard.serveur.securite import EN_FRANCAIS, NON_GARDEE

MOTIF = "Rejeu"
# A page that is kept may be opened anywhere; the one that is served is framed by ours alone.
CADRES = "frame-ancestors 'self'"
# A replay of an hour takes less than one million.
OCTETS_GARDES = 16_000_000
_gardes: Reponses[bytes] = Reponses(OCTETS_GARDES, len)


def voir(request: Request) -> Response:
    """Not a coroutine: Starlette runs it in a thread."""
    return _repondre(request, {"Content-Security-Policy": f"{fichier_du_rejeu.regles()}; {CADRES}"})


def garder(request: Request) -> Response:
    name = fichier_du_rejeu.nom(_code(request))
    return _repondre(request, {"Content-Disposition": f'attachment; filename="{name}"'})


def _repondre(request: Request, headers: dict[str, str]) -> Response:
    person = demandeur(request)
    if not person.peut(CONSULTER):
        return _refuser(403, f"« {CONSULTER.dit} » n'est pas dans vos droits.")
    try:
        written = _fichier(_code(request))
    except (SeanceInconnue, GesteRefuse) as error:
        return _refuser(404, str(error))
    except TableauDeBordError as error:
        return _refuser(503, str(error))
    return Response(written, headers=NON_GARDEE | EN_FRANCAIS | headers, media_type="text/html")


def _fichier(code: str) -> bytes:
    """Composed once for all who ask, for as long as nothing that it says can have changed: the publication and the
    program, what was written of the séance since (a status, its minutes, their seal), any correction of a figure.

    The mark is read first: what is written meanwhile is in a file that nobody asks for again.
    """
    store, service = base(), guichet.service()
    seance = seances.lire(store, code)
    key = (code, seance.revision, journal.marque(store, code), empreinte(service))
    return _gardes.obtenir(
        key, lambda: fichier_du_rejeu.ecrire(rejeu_de_seance.composer(store, code, service.publication))
    )


def _code(request: Request) -> str:
    said: str = request.path_params["code"]
    return said.strip().upper()[:20]


def _refuser(statut: int, phrase: str) -> Response:
    return gabarit.repondre("reponse.html", statut, motif=MOTIF, phrase=phrase)


def routes() -> list[BaseRoute]:
    return [
        Route(f"{REJEU}{{code:str}}", voir, methods=["GET"]),
        Route(f"{REJEU}{{code:str}}/fichier", garder, methods=["GET"]),
    ]
