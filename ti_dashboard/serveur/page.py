"""Streamlit's page in French: language, title, and the sentence for readers without JavaScript."""

import hashlib
import re
from functools import cache
from html import escape

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.adresse import parametres
from ti_dashboard.cadre import enseigne
from ti_dashboard.serveur.tampon import Tampon, entetes, is_known

SANS_JAVASCRIPT = (
    "<noscript><p>Ce tableau de bord a besoin de JavaScript : "
    "activez-le dans votre navigateur, puis rechargez la page.</p></noscript>"
)

STYLES = ("cadre.css", "impression.css", "presentation.css")

# Where Streamlit's lists open: at the end of the body, as it would do, but in a part of the page that has a name.
CHOIX = '<div id="cadre-choix" role="region" aria-label="Choix proposés"></div>'


@cache
def avant_tout() -> str:
    """What comes first in the page; its script is told what the pages share in their addresses, that a link keeps."""
    shared = " ".join(one.nom for one in parametres.de("filtre", "navigateur"))
    script = f'<script src="./ressources/avant_tout.js" data-partages="{shared}"></script>'
    return script + "".join(f'<link rel="stylesheet" href="./ressources/{name}">' for name in STYLES)


def translate(html: str, precharges: tuple[str, ...] = ()) -> str:
    """The page with a French language code, our title, and hints for the scripts it will need."""
    html = html.replace('<html lang="en">', '<html lang="fr">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{escape(enseigne.nom(), quote=False)}</title>", 1)
    html = re.sub(r"<noscript>.*?</noscript>", SANS_JAVASCRIPT, html, count=1, flags=re.DOTALL)
    liens = "".join(f'<link rel="modulepreload" crossorigin href=".{adresse}">' for adresse in precharges)
    # Before Streamlit's own scripts: it decides what an entry of the history is.
    html = html.replace("<head>", f"<head>{avant_tout()}", 1)
    html = html.replace("</body>", f"{CHOIX}</body>", 1)
    return html.replace("</head>", f"{liens}</head>", 1)


class PageFrancaise:
    """ASGI middleware that rewrites every HTML page, whatever its address: Streamlit serves one for all of them."""

    def __init__(self, app: ASGIApp, precharges: tuple[str, ...] = ()) -> None:
        self.app, self.precharges = app, precharges

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        si_aucun = Headers(scope=scope).get("if-none-match")

        async def transform(debut: Message, corps: bytes) -> bytes:
            page = translate(corps.decode("utf-8"), self.precharges).encode("utf-8")
            en_tetes = entetes(debut)
            # The file's own tag and date say nothing of what was rewritten: the tag is that of the bytes sent.
            en_tetes["etag"] = f'"{hashlib.sha256(page).hexdigest()[:32]}"'
            del en_tetes["last-modified"]
            if not is_known(si_aucun, en_tetes["etag"]):
                return page
            debut["status"] = 304
            for nom in ("content-length", "content-type"):
                del en_tetes[nom]
            return b""

        await self.app(scope, receive, Tampon(send, _is_page, transform))


def _is_page(debut: Message) -> bool:
    en_tetes = Headers(raw=debut["headers"])
    return (
        debut["status"] == 200
        and en_tetes.get("content-type", "").startswith("text/html")
        and "content-encoding" not in en_tetes
    )
