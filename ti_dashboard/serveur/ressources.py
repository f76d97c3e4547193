"""Routes of our own: scripts and styles of the components, outlines of the map."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ti_dashboard.composants.planche import RESSOURCES, empreinte
from ti_dashboard.planche.contours import PHASES, adresse, contours_json
from ti_dashboard.serveur.tampon import is_known

FIGE = "public, max-age=31536000, immutable"
A_VERIFIER = "no-cache"
# Asked for by the readers of a séance only, or by the surfaces of a room: the others do not load them ahead.
PLUS_TARD = ("suiveur.js", "situation.js")
DES_SURFACES = re.compile(r"(pupitre|mur|rejeu|scene|salle)(_\w+)?\.js|\w+_de_salle\.js")
AVANT_TOUT = Path(__file__).with_name("avant_tout")
OUVERTURE = "ouverture.js"
_IMPORT = re.compile(r'^import .* from "\./([a-z_]+\.js)";', re.MULTILINE)
_EMPREINTE = re.compile(r"[0-9a-f]{12}")


class Ressources(StaticFiles):
    """Static files: below the hash of them all (``<hash>/dom.js``) kept for good, elsewhere asked again each time.

    A page opened before an update asks below an older hash: it is sent to today's, where a script finds the others.
    """

    def __init__(self, dossier: Path = RESSOURCES) -> None:
        super().__init__(directory=dossier, check_dir=False)
        self._empreinte = empreinte(dossier)

    async def get_response(self, path: str, scope: Scope) -> Response:
        demandee, _, nom = path.rpartition("/")
        if _EMPREINTE.fullmatch(demandee) and demandee != self._empreinte:
            return RedirectResponse(f"../{self._empreinte}/{nom}", headers={"Cache-Control": A_VERIFIER})
        est_figee = demandee == self._empreinte
        reponse = await super().get_response(nom if est_figee else path, scope)
        reponse.headers["Cache-Control"] = FIGE if est_figee else A_VERIFIER
        return reponse


def contours(request: Request) -> Response:
    """Outlines of one phase. Not a coroutine: Starlette runs it in a thread, the event loop stays free."""
    phase = request.path_params["phase"]
    if phase not in PHASES:
        raise HTTPException(404)
    corps, actuelle = contours_json(phase)
    # A page opened before an update may ask for older outlines: it gets today's, without keeping them under that name.
    est_actuel = request.path_params["empreinte"] == actuelle
    en_tetes = {"Cache-Control": FIGE if est_actuel else A_VERIFIER, "ETag": f'"{actuelle}"'}
    return Response(corps, media_type="application/json", headers=en_tetes)


@cache
def _avant_tout() -> tuple[bytes, str]:
    corps = b"".join(script.read_bytes() for script in sorted(AVANT_TOUT.glob("*.js")))
    return corps, f'"{sha256(corps).hexdigest()[:12]}"'


def avant_tout(request: Request) -> Response:
    """What comes before Streamlit's own scripts, in one answer; small, and asked again at each visit."""
    corps, marque = _avant_tout()
    en_tetes = {"Cache-Control": A_VERIFIER, "ETag": marque}
    if is_known(request.headers.get("if-none-match"), marque):
        return Response(status_code=304, headers=en_tetes)
    return Response(corps, media_type="text/javascript", headers=en_tetes)


def _importes(nom: str, vus: dict[str, None]) -> dict[str, None]:
    """This script and all those it imports."""
    if nom not in vus:
        vus[nom] = None
        for named in _IMPORT.findall((RESSOURCES / nom).read_text(encoding="utf-8")):
            _importes(named, vus)
    return vus


def premiers() -> tuple[str, ...]:
    """What draws the first screen before the session is there."""
    return avec_ses_imports(OUVERTURE)


def avec_ses_imports(nom: str) -> tuple[str, ...]:
    """This script and all those it needs, under the addresses that are asked for."""
    return tuple(f"/ressources/{empreinte()}/{name}" for name in _importes(nom, {}))


def premieres_feuilles() -> tuple[str, ...]:
    return tuple(f"/ressources/{empreinte()}/{name}" for name in ("planche.css", "filtres.css", "ouverture.css"))


def scripts() -> tuple[str, ...]:
    """Our scripts, under the very addresses the component asks for."""
    first = [f.name for f in sorted(RESSOURCES.glob("*.js")) if not _vient_plus_tard(f.name)]
    return tuple(f"/ressources/{empreinte()}/{name}" for name in first)


def _vient_plus_tard(name: str) -> bool:
    return name in PLUS_TARD or DES_SURFACES.fullmatch(name) is not None


def suivants() -> tuple[str, ...]:
    """Those that the first screen does not need before the session."""
    return tuple(address for address in scripts() if address not in premiers())


def addresses() -> list[str]:
    """Our own files, as they can be asked for; the outlines by their present name."""
    styles = [f"/ressources/{f.name}" for f in sorted(RESSOURCES.glob("*.css"))]
    return [*scripts(), *styles, *(adresse(phase) for phase in PHASES)]


def routes() -> list[BaseRoute]:
    return [
        Route("/ressources/contours-{phase:int}-{empreinte}.json", contours),
        Route("/ressources/avant_tout.js", avant_tout),
        Mount("/ressources", Ressources()),
    ]
