"""Who may watch over the service: somebody on this very machine, or who holds the token that its installer gave."""

import hmac

from starlette.requests import Request
from starlette.responses import Response

from ti_dashboard.serveur.mandataire import vient_d_ici
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.surveillance import jeton_de_lecture


def est_surveillant(request: Request) -> bool:
    return vient_d_ici(request.scope) or _tient_le_jeton(request)


def refus(request: Request) -> Response | None:
    """What a stranger is answered: that there is nothing, unless a token would open."""
    if est_surveillant(request):
        return None
    if jeton_de_lecture.lire():
        return dire(401, "Présentez le jeton de surveillance.", WWW_Authenticate="Bearer")
    return dire(404, "Introuvable.")


def _tient_le_jeton(request: Request) -> bool:
    kind, _, held = request.headers.get("authorization", "").partition(" ")
    expected = jeton_de_lecture.lire()
    # Compared whole, whatever it begins with: the time of the answer tells nothing of it.
    is_same = hmac.compare_digest(held.strip().encode(), expected.encode())
    return bool(expected) and kind.lower() == "bearer" and is_same
