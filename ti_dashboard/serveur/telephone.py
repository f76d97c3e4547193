"""The page of a telephone: what the room is told of its séance and what is asked of it, without any session of the
application; where there is no séance to follow, its code in large letters."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.cadre.parametres import SUIVRE
from ti_dashboard.comite import code_dit
from ti_dashboard.composants.planche import ADRESSE, empreinte, racine
from ti_dashboard.errors import AccesRefuse, MagasinIndisponible, SeanceInconnue, TableauDeBordError
from ti_dashboard.exports.qr import en_svg
from ti_dashboard.live import paroles, presences, seances
from ti_dashboard.live.base import base
from ti_dashboard.live.seances import Seance
from ti_dashboard.planche.theme import COULEURS
from ti_dashboard.serveur import gabarit, mandataire, ressources
from ti_dashboard.serveur.demandeur import demandeur
from ti_dashboard.serveur.portes import SALLE
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE

SCRIPT = "salle.js"
AUTRE_CODE = "Vous suivez déjà une autre séance : confirmez le code de celle-ci pour la rejoindre."


def page(request: Request) -> Response:
    """Not a coroutine: Starlette runs it in a thread."""
    said = request.query_params.get(SUIVRE.nom, "")
    if not said.strip():
        return _demander_le_code(request, 200, "", "")
    try:
        code = code_dit.comprendre(said)
        if code != said:
            return RedirectResponse(f"{racine()}{adresse(code)}", 303, NON_GARDEE)
        return _suivre(_seance(request, code))
    except TableauDeBordError as error:
        return _demander_le_code(request, _statut(error), str(error), seances.montrable(said))


def adresse(code: str) -> str:
    """Where a telephone follows the séance of this code."""
    return f"{SALLE}?{SUIVRE.nom}={code}"


def image(request: Request) -> Response:
    """What a telephone photographs to come here."""
    try:
        code = _seance(request, request.path_params["code"].upper()).code
        scheme = "https" if mandataire.est_chiffree(request.scope) else "http"
        link = f"{scheme}://{request.headers.get('host', '')}{racine()}{adresse(code)}"
        drawing = en_svg(link, COULEURS["encre"], COULEURS["fond"])
    except TableauDeBordError as error:
        return dire(_statut(error), str(error))
    return Response(drawing, media_type="image/svg+xml", headers=NON_GARDEE)


def _suivre(seance: Seance) -> Response:
    place = f"{racine()}/{ADRESSE}/{empreinte()}/"
    needed = [f"{racine()}{one}" for one in ressources.avec_ses_imports(SCRIPT)]
    return gabarit.repondre(
        "salle_suivie.html", 200, ressources=place, scripts=needed, seance=seance, organismes=_organismes(seance.code)
    )


def _organismes(code: str) -> list[str]:
    """The bodies that are in the room, for who types the name of their own."""
    here = [one.organisme for one in presences.lister(base(), code) if one.depart_le is None]
    asked = [one.organisme for one in paroles.lister(base(), code)]
    return sorted(set(here + asked))


def _demander_le_code(request: Request, statut: int, refus: str, code: str) -> Response:
    place = f"{racine()}/{ADRESSE}/{empreinte()}/"
    # The session of a guest is of one séance: they come in again by the door.
    is_guest = demandeur(request).seance_code is not None
    return gabarit.repondre("salle_code.html", statut, ressources=place, refus=refus, code=code, est_invite=is_guest)


def _seance(request: Request, code: str) -> Seance:
    """Raises SeanceInconnue, or AccesRefuse for a guest of another, told nothing of this one."""
    if demandeur(request).seance_code not in (None, code):
        raise AccesRefuse(AUTRE_CODE)
    return seances.lire(base(), code)


def _statut(error: TableauDeBordError) -> int:
    known = {SeanceInconnue: 404, AccesRefuse: 403, MagasinIndisponible: 503}
    return known.get(type(error), 400)


def routes() -> list[BaseRoute]:
    return [
        Route(SALLE, page, methods=["GET"]),
        Route(f"{SALLE}/{{code:str}}/image.svg", image, methods=["GET"]),
    ]
