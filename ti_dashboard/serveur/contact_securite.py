"""``/.well-known/security.txt`` (RFC 9116): whom to tell of a fault. Told by who runs the service, or by nobody."""

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from ti_dashboard.errors import ServiceIllisible
from ti_dashboard.serveur.refus_dits import dire
from ti_dashboard.service import declaration, signalement
from ti_dashboard.service.mentions import SecuriteDuService

JOURNAL = logging.getLogger("ti_dashboard")
ADRESSE = "/.well-known/security.txt"
PERIME = "security.txt n'est plus servi : son contact valait jusqu'au %s. Vérifiez-le, puis repoussez securite.expire."
EN_ATTENTE = "Ce service n'a pas dit à qui signaler une faille."


def security_txt(_request: Request) -> Response:
    """Not a coroutine: it reads a file. A contact that is missing, or out of date, is never told."""
    try:
        said = declaration.lire().securite
    except ServiceIllisible as error:
        JOURNAL.warning("security.txt : %s", error)
        said = SecuriteDuService()
    if signalement.est_perime(said):
        JOURNAL.warning(PERIME, said.expire)
    if not signalement.est_servi(said):
        return dire(404, EN_ATTENTE)
    return PlainTextResponse(signalement.ecrire(said), headers={"Cache-Control": "no-cache"})


def routes() -> list[BaseRoute]:
    return [Route(ADRESSE, security_txt)]
