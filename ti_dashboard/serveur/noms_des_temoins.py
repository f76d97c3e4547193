"""Under which name each cookie travels: behind TLS, one that no neighbouring site and nobody on the way can set.

Within the application a cookie has its plain name. A browser that speaks TLS holds it as ``__Host-…``, which it takes
only from this host, over TLS, for the whole of it; as ``__Secure-…`` where the application is served below a path,
which the first does not allow. A cookie that comes under another name is nobody's: it is not read.
"""

import re
from collections.abc import Iterator

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.acces import temoins
from ti_dashboard.composants.planche import racine
from ti_dashboard.live import seances
from ti_dashboard.serveur.mandataire import est_chiffree
from ti_dashboard.serveur.tampon import entetes

HOTE, CHIFFRE = "__Host-", "__Secure-"
# By which Streamlit tells what its own page sends from what another site does; its script reads it.
CONTRE_LES_ENVOIS = "_streamlit_xsrf"
_NOMS = {temoins.SESSION, temoins.ENTREE, temoins.TENTATIVE, temoins.SORTIE, seances.TEMOIN_POSTE, CONTRE_LES_ENVOIS}
_NOTRE = re.compile("|".join([*map(re.escape, sorted(_NOMS)), rf"{re.escape(seances.TEMOIN)}[A-Z0-9]{{1,16}}"]))


class NomsDesTemoins:
    """ASGI middleware, outside of whatever reads or sets a cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app, self._chiffre = app, CHIFFRE if racine() else HOTE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        prefix = self._chiffre if est_chiffree(scope) else ""
        others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
        if kept := "; ".join(_lus(scope, prefix)):
            others.append((b"cookie", kept.encode("latin-1")))

        async def send_named(message: Message) -> None:
            if prefix and message["type"] == "http.response.start":
                entetes(message)
                message["headers"] = [(name, _nomme(name, value, prefix)) for name, value in message["headers"]]
            await send(message)

        await self.app({**scope, "headers": others}, receive, send_named)


def _lus(scope: Scope, prefix: str) -> Iterator[str]:
    """Our cookies that came under the name they should, each under its plain one."""
    for part in ";".join(Headers(scope=scope).getlist("cookie")).split(";"):
        name, _, value = part.strip().partition("=")
        plain = name.removeprefix(prefix)
        # A value of ours holds no blank; a reader that parts cookies at blanks would find another one in it.
        if name.startswith(prefix) and _NOTRE.fullmatch(plain) and not re.search(r"\s", value):
            yield f"{plain}={value}"


def _nomme(header: bytes, value: bytes, prefix: str) -> bytes:
    if header.lower() != b"set-cookie" or not _NOTRE.fullmatch(value.decode("latin-1").partition("=")[0]):
        return value
    # Streamlit says it of its own, where it sees the TLS by itself.
    is_secure = b"secure" in (part.strip().lower() for part in value.split(b";"))
    return prefix.encode() + value + (b"" if is_secure else b"; Secure")
