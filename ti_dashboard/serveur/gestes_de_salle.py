"""What the surfaces of a room ask of the server: ``POST /gestes/<code>``, and what the desk alone may read."""

import json
import re
import secrets
from collections import Counter
from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.acces.actions import ANIMER
from ti_dashboard.acces.personne import Personne
from ti_dashboard.comite import palette, pupitre
from ti_dashboard.comite.table_des_gestes import GESTES, DemandeDeGeste, faire
from ti_dashboard.composants.messages_de_salle import Relie
from ti_dashboard.errors import AccesRefuse, SeanceInconnue, TableauDeBordError
from ti_dashboard.live import seances
from ti_dashboard.live.base import base
from ti_dashboard.live.seances import Seance
from ti_dashboard.serveur.cadence import Cadence
from ti_dashboard.serveur.demandeur import demandeur
from ti_dashboard.serveur.evenements import PAGE, SURFACES
from ti_dashboard.serveur.formulaires import est_de_la_maison
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.serveur.securite import NON_GARDEE
from ti_dashboard.serveur.temoins_poses import poser

TAILLE_MAX = 16_384
VU = "vu"
PAS_ANIMATEUR = "Ce navigateur n'anime pas cette séance : ouvrez-y le lien de l'animateur."
AUTRE_SEANCE = "Votre code n'ouvre pas cette séance."
POSTE = re.compile("[0-9a-f]{16}")
# Of one kind of gesture, in a minute, by those who have no account: two hundred people behind one address may all note
# that they are here as the séance opens. What they leave behind is bound by the store (``places_de_parole``).
PUBLICS = Cadence(par_origine=240, en_tout=2_400)
TROP = (
    "Trop de demandes viennent de cet endroit : attendez une minute, puis recommencez, ou faites signe à l'animateur."
)


async def geste(request: Request) -> Response:
    """Done when this answers (204), or refused with its sentence; JSON only: no form of another site can send it."""
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return dire(415)
    if not est_de_la_maison(request):
        return dire(403)
    body = await _lire(request)
    if body is None:
        return dire(400)
    return await run_in_threadpool(_sans_faute, lambda: _faire(request, body))


def _est_a_son_pas(person: Personne, name: str) -> bool:
    """Whether this place has not asked too much; each time counts, done or refused."""
    if person.compte_id is not None or not person.origine:
        return True
    key = f"{name} {person.origine}"
    if is_let := PUBLICS.laisse(key):
        PUBLICS.compter(key)
    return is_let


async def _lire(request: Request) -> Mapping[str, object] | None:
    read = b""
    async for part in request.stream():
        read += part
        if len(read) > TAILLE_MAX:
            return None
    try:
        said = json.loads(read)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("geste"), str) else None


def _faire(request: Request, body: Mapping[str, object]) -> Response:
    person, seance, name = demandeur(request), _seance(request, demandeur(request)), str(body["geste"])
    if name == VU:
        version = body.get("version")
        if isinstance(version, int):
            base().bus.marquer(seance.code, str(body.get("flux", "")), version)
        return Response(status_code=204, headers=NON_GARDEE)
    found = GESTES.get(name)
    if found is None or not found.est_public:
        _exiger_animateur(request, person, seance)
    elif not _est_a_son_pas(person, name):
        return dire(429, TROP, Retry_After="60")
    post = poste(request) or secrets.token_hex(8)
    faire(name, DemandeDeGeste(base().au_nom_de(person), seance, post, body))
    return marquer(Response(status_code=204, headers=NON_GARDEE), request, post)


def du_pupitre(request: Request) -> Response:
    """Not a coroutine: Starlette runs it in a thread."""
    return _sans_faute(lambda: _du_pupitre(request))


def _du_pupitre(request: Request) -> Response:
    seance = _animee(request)
    told = pupitre.composer(base(), seance, poste(request), _relies(seance))
    return JSONResponse(told, headers=NON_GARDEE)


def mots_du_pupitre(request: Request) -> Response:
    return _sans_faute(lambda: JSONResponse(palette.composer(_animee(request).adresse), headers=NON_GARDEE))


def _animee(request: Request) -> Seance:
    person = demandeur(request)
    seance = _seance(request, person)
    _exiger_animateur(request, person, seance)
    return seance


def _sans_faute(repondre: Callable[[], Response]) -> Response:
    try:
        return repondre()
    except AccesRefuse as error:
        return dire(403, str(error))
    except SeanceInconnue as error:
        return dire(404, str(error))
    except TableauDeBordError as error:
        return dire(409, str(error))


def _seance(request: Request, person: Personne) -> Seance:
    """The one of the address. Raises SeanceInconnue, or AccesRefuse for a guest of another."""
    code = request.path_params["code"].upper()
    if person.seance_code not in (None, code):
        raise AccesRefuse(AUTRE_SEANCE)
    return seances.lire(base(), code)


def _exiger_animateur(request: Request, person: Personne, seance: Seance) -> None:
    if not anime(request, person, seance):
        raise AccesRefuse(PAS_ANIMATEUR)


def anime(request: Request, person: Personne, seance: Seance) -> bool:
    """Whether this browser holds the key of the séance, and whoever is at it may present."""
    held = request.cookies.get(f"{seances.TEMOIN}{seance.code}", "")
    return person.peut(ANIMER) and secrets.compare_digest(held.encode(), seance.cle.encode())


def poste(request: Request) -> str:
    """The mark of this browser; empty when it has none of ours."""
    held = request.cookies.get(seances.TEMOIN_POSTE, "")
    return held if POSTE.fullmatch(held) else ""


def marquer(answer: Response, request: Request, post: str) -> Response:
    """A browser that has no mark gets this one: it may take back what it asked."""
    if not poste(request):
        poser(answer, seances.TEMOIN_POSTE, post)
    return answer


def _relies(seance: Seance) -> list[Relie]:
    """How many screens of each kind follow; those that say what they show are late until they do."""
    many, late = Counter[str](), Counter[str]()
    for (kind, at), nb in base().ecrans_relies(seance.code).items():
        many[kind] += nb
        late[kind] += nb if _est_en_retard(at, seance) else 0
    return [
        Relie(surface=kind, nb=many[kind], en_retard=late[kind])  # type: ignore[typeddict-item]
        for kind in (*SURFACES[1:], PAGE)
        if many[kind]
    ]


def _est_en_retard(at: int | None, seance: Seance) -> bool:
    return at is not None and at < seance.version


def routes() -> list[BaseRoute]:
    return [
        Route("/gestes/{code:str}", geste, methods=["POST"]),
        Route("/pupitre/{code:str}/etat", du_pupitre, methods=["GET"]),
        Route("/pupitre/{code:str}/mots", mots_du_pupitre, methods=["GET"]),
    ]
