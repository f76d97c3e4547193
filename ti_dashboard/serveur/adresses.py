"""Which addresses are pages: the others say so with status 404, instead of Streamlit's page whatever is asked for."""

from html import escape
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ti_dashboard.adresse.pages import ACCUEIL as PREMIERE
from ti_dashboard.adresse.pages import ENTREES
from ti_dashboard.cadre import enseigne
from ti_dashboard.composants.planche import racine
from ti_dashboard.serveur.compression import LAISSES_A_STREAMLIT
from ti_dashboard.serveur.securite import EN_FRANCAIS, NON_GARDEE

ACCUEIL = f"/{PREMIERE.fichier}"
PAGES = frozenset({"/", *(f"/{entree.fichier}" for entree in ENTREES[1:])})
INTROUVABLE = """<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page introuvable – {titre}</title>
</head>
<body style="background: white; color: black; font-family: sans-serif; line-height: 1.5">
<main style="max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1>Page introuvable</h1>
<p>Aucune page de ce tableau de bord n'a l'adresse « {adresse} ».</p>
<p>Les pages :</p>
<ul>{liens}</ul>
</main>
</body>
</html>
"""


class PagesConnues:
    """ASGI middleware: Streamlit answers its one HTML page to any address; only our pages keep it.

    It judges the answer, not the question: a file, a route, a component that exists is never in its way.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app, self.base = app, racine()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self.base) or "/"
        if path.rstrip("/") == ACCUEIL:
            await self._vers_accueil(scope, receive, send)
        elif path in PAGES or path.startswith(LAISSES_A_STREAMLIT):
            await self.app(scope, receive, send)
        else:
            await self._si_pas_de_page(scope, receive, send)

    async def _vers_accueil(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The home page has one address, ``/``; who writes its name finds it, filters included."""
        query = scope["query_string"].decode("latin-1")
        await RedirectResponse(f"{self.base}/" + (f"?{query}" if query else ""), 307)(scope, receive, send)

    async def _si_pas_de_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_refused = False

        async def send_or_refuse(message: Message) -> None:
            nonlocal is_refused
            if message["type"] == "http.response.start" and _is_html(message):
                is_refused = True
                await introuvable(scope["path"], self.base)(scope, receive, send)
            elif not is_refused:
                await send(message)

        await self.app(scope, receive, send_or_refuse)


def introuvable(adresse: str, avant: str = "") -> HTMLResponse:
    """A short page that says so, and where to go."""
    links = "".join(
        f'<li><a href="{quote(avant)}/{"" if e is PREMIERE else e.fichier}">{escape(e.titre)}</a></li>'
        for e in ENTREES
        if e.est_listee
    )
    body = INTROUVABLE.format(titre=escape(enseigne.nom()), adresse=escape(adresse[:200]), liens=links)
    return HTMLResponse(body, 404, NON_GARDEE | EN_FRANCAIS)


def _is_html(start: Message) -> bool:
    """Whether it is Streamlit's page: one of our own says its language."""
    headers = Headers(raw=start["headers"])
    is_page = headers.get("content-type", "").startswith("text/html")
    return is_page and start["status"] in (200, 304) and "content-language" not in headers
