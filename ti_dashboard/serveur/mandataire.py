"""What a request went through before it came here. One place decides which proxy is believed: uvicorn's own reading.

uvicorn takes the address and the scheme of X-Forwarded-For and X-Forwarded-Proto from the machines that the variable
FORWARDED_ALLOW_IPS names (127.0.0.1 unless told), and from no other: what a stranger writes there changes nothing.
Nobody here reads these headers again.
"""

from starlette.datastructures import Headers
from starlette.types import Scope

from ti_dashboard.acces.cette_machine import est_cette_machine, est_demandee

RELAIS = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via")


def est_chiffree(scope: Scope) -> bool:
    """Whether the browser speaks TLS, to this server or to the proxy it believes."""
    return scope.get("scheme") in ("https", "wss")


def est_relayee(scope: Scope) -> bool:
    """Whether a believed proxy named who asks: the address it names has no port, that of a socket always has one."""
    client = scope.get("client")
    return client is not None and client[1] == 0


def vient_d_ici(scope: Scope) -> bool:
    """Whether somebody on this very machine asks, without anything between: a proxy beside it is not somebody here."""
    client, headers = scope.get("client"), Headers(scope=scope)
    if client is None or not est_demandee(headers.get("host", "")):
        return False
    return est_cette_machine(client[0]) and not any(name in headers for name in RELAIS)
