"""The headers of every kind of answer, and who is believed about TLS."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.boucle import derouler
from ti_dashboard.serveur import mandataire
from ti_dashboard.serveur.securite import FIXES, JAMAIS_GARDE, PERMISES, REFUSEES, TLS_SEULEMENT, Securite


def _absent(_request: Request) -> Response:
    raise HTTPException(404)


def _garde(corps: bytes) -> Response:
    return Response(corps, headers={"cache-control": "public, max-age=60"})


APPLICATION = Starlette(
    routes=[
        Route("/page", lambda _: PlainTextResponse("page")),
        Route("/static/a.js", lambda _: _garde(b"a")),
        Route("/media/a.xlsx", lambda _: _garde(b"a")),
        Route("/flux", lambda _: StreamingResponse(iter([b"data: 1\n\n"]), media_type="text/event-stream")),
        Route("/ailleurs", lambda _: RedirectResponse("/page")),
        Route("/absent", _absent),
        Route("/panne", lambda _: Response(status_code=503, headers={"cache-control": "public"})),
        Route("/connu", lambda _: Response(status_code=304)),
    ],
    middleware=[Middleware(Securite)],
)


def demander(chemin: str, client: str = "127.0.0.1", methode: str = "GET", **entetes: str) -> dict[str, str]:
    """What uvicorn would hand over, its reading of the proxies before ours, and the headers of the answer."""
    asked = {"host": "ti.exemple"} | {name.replace("_", "-"): value for name, value in entetes.items()}
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": methode, "scheme": "http",
             "path": chemin, "raw_path": chemin.encode(), "query_string": b"", "root_path": "",
             "headers": [(k.encode(), v.encode()) for k, v in asked.items()],
             "client": (client, 4321), "server": ("127.0.0.1", 80)}  # fmt: skip
    seen: dict[str, str] = {}

    asked_for = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return asked_for.pop() if asked_for else await asyncio.Future()

    async def send(message):
        if message["type"] == "http.response.start":
            seen.update({k.decode(): v.decode() for k, v in message["headers"]}, status=str(message["status"]))

    derouler(ProxyHeadersMiddleware(APPLICATION)(scope, receive, send))
    return seen


@pytest.mark.parametrize(
    ("chemin", "statut", "garde"),
    [
        ("/page", "200", JAMAIS_GARDE),
        ("/static/a.js", "200", "public, max-age=60"),
        ("/media/a.xlsx", "200", JAMAIS_GARDE),
        ("/flux", "200", JAMAIS_GARDE),
        ("/ailleurs", "307", JAMAIS_GARDE),
        ("/absent", "404", JAMAIS_GARDE),
        ("/panne", "503", JAMAIS_GARDE),
        ("/connu", "304", None),
    ],
)
def test_every_kind_of_answer_is_closed_and_says_how_long_it_is_kept(chemin, statut, garde):
    found = demander(chemin)
    assert found["status"] == statut
    assert {name: found[name.lower()] for name in FIXES} == FIXES
    assert found.get("cache-control") == garde
    assert "strict-transport-security" not in found


@pytest.mark.parametrize("chemin", ["/page", "/absent", "/ailleurs", "/media/a.xlsx"])
def test_tls_is_for_good_once_a_believed_proxy_has_said_it(chemin):
    assert demander(chemin, x_forwarded_proto="https")["strict-transport-security"] == TLS_SEULEMENT


def test_what_a_stranger_says_of_tls_is_not_believed():
    assert "strict-transport-security" not in demander("/page", client="203.0.113.7", x_forwarded_proto="https")


def test_a_right_is_either_refused_or_kept_for_this_page():
    assert not set(REFUSEES) & set(PERMISES)
    assert all(f"{one}=()" in FIXES["Permissions-Policy"].split(", ") for one in REFUSEES)


@pytest.mark.parametrize(
    ("client", "host", "entetes", "ici"),
    [
        ("127.0.0.1", "127.0.0.1:8501", {}, True),
        ("::1", "[::1]:8501", {}, True),
        ("127.0.0.1", "localhost", {}, True),
        ("127.0.0.1", "ti.exemple", {}, False),
        ("127.0.0.1", "localhost.exemple", {}, False),
        ("203.0.113.7", "localhost", {}, False),
        ("testclient", "localhost", {}, False),
        ("127.0.0.1", "localhost", {"x-forwarded-proto": "https"}, False),
        ("127.0.0.1", "localhost", {"x-forwarded-for": "127.0.0.1"}, False),
    ],
)
def test_who_is_on_this_machine_and_who_only_seems_to_be(client, host, entetes, ici):
    headers = [(k.encode(), v.encode()) for k, v in ({"host": host} | entetes).items()]
    assert mandataire.vient_d_ici({"type": "http", "client": (client, 4321), "headers": headers}) is ici
    assert not mandataire.vient_d_ici({"type": "http", "client": None, "headers": headers})


def test_no_module_but_one_reads_what_a_proxy_says():
    """``scope["scheme"]`` and ``scope["client"]`` are already what a believed proxy said."""
    from ti_dashboard.dossier.chemins import RACINE

    readers = [
        path.name
        for path in (RACINE / "ti_dashboard").rglob("*.py")
        if "x-forwarded" in path.read_text(encoding="utf-8").lower()
    ]
    assert readers == ["mandataire.py"]
