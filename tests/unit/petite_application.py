"""A tiny application of the same shape as ours, to try what the server adds around Streamlit."""

import gzip
from collections.abc import Coroutine
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from tests.boucle import derouler
from ti_dashboard.serveur.adresses import PagesConnues
from ti_dashboard.serveur.appel_interne import ReponseInterne
from ti_dashboard.serveur.compression import Compression
from ti_dashboard.serveur.page import PageFrancaise
from ti_dashboard.serveur.ressources import Ressources
from ti_dashboard.serveur.securite import PAGE_STREAMLIT, Securite

SCRIPT = "export const mot = 'territoire';\n" * 100
PAGE = PAGE_STREAMLIT.read_text(encoding="utf-8")
EN_BR = {"accept-encoding": "gzip, deflate, br"}


def wait_for(coroutine: Coroutine) -> ReponseInterne:
    return derouler(coroutine)


def page(_request: Request) -> Response:
    return HTMLResponse(PAGE, headers={"etag": '"fichier"', "last-modified": "Tue, 24 Sep 2019 08:00:00 GMT"})


def module(_request: Request) -> Response:
    en_tetes = {"etag": '"m1"', "cache-control": "public, immutable, max-age=31536000"}
    return Response(SCRIPT, media_type="text/javascript", headers=en_tetes)


def deja_compresse(_request: Request) -> Response:
    return Response(gzip.compress(SCRIPT.encode()), media_type="text/css", headers={"content-encoding": "gzip"})


def page_a_nous(request: Request) -> Response:
    """One of the server's own, for who asks: it says its language, and has no tag."""
    return HTMLResponse(f"<p>{request.path_params['nom']}</p>" * 200, headers={"content-language": "fr"})


async def flux(_request: Request) -> Response:
    return StreamingResponse(iter([b"data: 1\n\n"] * 200), media_type="text/event-stream")


def build(dossier: Path) -> Starlette:
    (dossier / "x.js").write_text(SCRIPT, encoding="utf-8")
    return Starlette(
        routes=[
            Route("/static/js/m.abc.js", module),
            Route("/petit.css", lambda _: Response("a{}", media_type="text/css")),
            Route("/image.png", lambda _: Response(b"x" * 2000, media_type="image/png")),
            Route("/compresse.css", deja_compresse),
            Route("/flux", flux),
            Route("/a-nous/{nom}", page_a_nous),
            Route("/_stcore/health", lambda _: PlainTextResponse("ok" * 1000)),
            Mount("/ressources", Ressources(dossier)),
            Route("/{page:path}", page),
        ],
        middleware=[Middleware(Securite), Middleware(Compression), Middleware(PageFrancaise), Middleware(PagesConnues)],
    )
