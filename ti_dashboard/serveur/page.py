"""Streamlit's page in French: language, title, and the sentence for readers without JavaScript."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from html import escape

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.adresse import parametres
from ti_dashboard.cadre import enseigne
from ti_dashboard.composants.planche import empreinte
from ti_dashboard.compositions import pages_composees
from ti_dashboard.serveur.tampon import Tampon, entetes, is_known

SANS_JAVASCRIPT = (
    "<noscript><p>Ce tableau de bord a besoin de JavaScript : "
    "activez-le dans votre navigateur, puis rechargez la page.</p></noscript>"
)

STYLES = ("cadre.css", "impression.css", "presentation.css")

# Where Streamlit's lists open: at the end of the body, as it would do, but in a part of the page that has a name.
CHOIX = '<div id="cadre-choix" role="region" aria-label="Choix proposés"></div>'


DE_STREAMLIT = re.compile(
    r'(<(?:script type="module"|link rel="modulepreload")) (crossorigin (?:src|href)="\./static/)'
)


@cache
def avant_tout() -> str:
    """What comes first in the page; its script is told what the pages share in their addresses, that a link keeps."""
    shared = " ".join(one.nom for one in parametres.de("filtre", "navigateur"))
    apart = " ".join(one.nom for one in parametres.de("navigateur", "salle"))
    drawn = " ".join(pages_composees())
    told = f'data-partages="{shared}" data-apart="{apart}" data-ecrans="{drawn}"'
    script = f'<script src="./ressources/avant_tout.js" {told}></script>'
    first = f'<script type="module" src="./ressources/{empreinte()}/ouverture.js"></script>'
    return script + first + "".join(f'<link rel="stylesheet" href="./ressources/{name}">' for name in STYLES)


@dataclass(frozen=True)
class Precharges:
    """What the page asks for before it is needed: ``premiers`` (and their style sheets, ``feuilles``) draw the first
    screen, and come before all that Streamlit needs; ``suivants`` are for its own first screen."""

    premiers: tuple[str, ...] = ()
    feuilles: tuple[str, ...] = ()
    suivants: tuple[str, ...] = ()


SANS_PRECHARGE = Precharges()


def translate(html: str, precharges: Precharges = SANS_PRECHARGE) -> str:
    """The page with a French language code, our title, and hints for the scripts it will need."""
    html = html.replace('<html lang="en">', '<html lang="fr">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{escape(enseigne.nom(), quote=False)}</title>", 1)
    html = re.sub(r"<noscript>.*?</noscript>", SANS_JAVASCRIPT, html, count=1, flags=re.DOTALL)
    # Over six connections, what draws the first screen goes before a hundred scripts of Streamlit.
    html = DE_STREAMLIT.sub(r'\1 fetchpriority="low" \2', html)
    sheets = "".join(f'<link rel="preload" as="fetch" crossorigin href=".{one}">' for one in precharges.feuilles)
    # Before Streamlit's own scripts: it decides what an entry of the history is.
    html = html.replace("<head>", f"<head>{avant_tout()}{_liens(precharges.premiers, 'high')}{sheets}", 1)
    html = html.replace("</body>", f"{CHOIX}</body>", 1)
    return html.replace("</head>", f"{_liens(precharges.suivants, 'low')}</head>", 1)


def _liens(adresses: tuple[str, ...], priorite: str) -> str:
    hints = (f'<link rel="modulepreload" fetchpriority="{priorite}" crossorigin href=".{one}">' for one in adresses)
    return "".join(hints)


class PageFrancaise:
    """ASGI middleware that rewrites every HTML page, whatever its address: Streamlit serves one for all of them."""

    def __init__(self, app: ASGIApp, precharges: Precharges = SANS_PRECHARGE) -> None:
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
        # A page of our own says its language: it is written as it should be.
        and "content-language" not in en_tetes
    )
