"""Who may watch over the service: somebody on this very machine, or who holds the token that its installer gave."""

import hmac
import os

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ti_dashboard.serveur.mandataire import vient_d_ici

VARIABLE = "TI_DASHBOARD_METRIQUES_JETON"
# Shorter could be guessed: it opens nothing.
TAILLE_MIN = 16


def est_surveillant(request: Request) -> bool:
    return vient_d_ici(request.scope) or _tient_le_jeton(request)


def refus(request: Request) -> Response | None:
    """What a stranger is answered: that there is nothing, unless a token would open."""
    if est_surveillant(request):
        return None
    if _jeton():
        return PlainTextResponse("Présentez le jeton de surveillance.\n", 401, {"WWW-Authenticate": "Bearer"})
    return PlainTextResponse("Introuvable.\n", 404)


def est_configure() -> bool:
    return bool(_jeton())


def _jeton() -> str:
    said = os.environ.get(VARIABLE, "").strip()
    return said if len(said) >= TAILLE_MIN else ""


def _tient_le_jeton(request: Request) -> bool:
    kind, _, held = request.headers.get("authorization", "").partition(" ")
    expected = _jeton()
    # Compared whole, whatever it begins with: the time of the answer tells nothing of it.
    is_same = hmac.compare_digest(held.strip().encode(), expected.encode())
    return bool(expected) and kind.lower() == "bearer" and is_same
