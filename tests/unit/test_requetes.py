"""One line for each request: its route, its account, its time; never what it asked, nor from where."""

import asyncio
import io
import json
import logging
import os
import subprocess
import sys
from contextlib import suppress

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.boucle import derouler
from ti_dashboard import journal_serveur, trace
from ti_dashboard.acces.personne import Personne
from ti_dashboard.dossier import commande
from ti_dashboard.serveur.requetes import Requetes, modele
from ti_dashboard.surveillance import incidents_comptes

TIERS = "203.0.113.9"


def page(request: Request) -> Response:
    request.scope["state"]["personne"] = Personne("chargé de mission", frozenset(), compte_id=7)
    logging.getLogger("ti_dashboard").warning("dans la requête")
    return PlainTextResponse(request.headers["x-request-id"])


def panne(_request: Request) -> Response:
    raise ValueError("essai")


APPLICATION = Starlette(
    routes=[Route("/territoires", page), Route("/panne", panne), Route("/evenements/{code}", page)],
    middleware=[Middleware(Requetes)],
)


@pytest.fixture
def ecrites(monkeypatch):
    """What the server's log holds, line by line."""
    monkeypatch.setenv(journal_serveur.VARIABLE, "json")
    written, handler = io.StringIO(), logging.StreamHandler()
    handler.setStream(written)
    handler.setFormatter(journal_serveur.LigneJson())
    journal_serveur.SERVEUR.addHandler(handler)
    level = journal_serveur.SERVEUR.level
    journal_serveur.SERVEUR.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    journal_serveur.SERVEUR.removeHandler(handler)
    journal_serveur.SERVEUR.setLevel(level)


def demander(chemin: str, requete: bytes = b"", **entetes: str) -> dict[str, str]:
    """Headers and body of the answer, asked through uvicorn's own reading of the proxies."""
    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in entetes.items()]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
             "path": chemin, "raw_path": chemin.encode(), "query_string": requete, "root_path": "",
             "headers": headers, "client": ("127.0.0.1", 4321), "server": ("127.0.0.1", 80)}  # fmt: skip
    seen: dict[str, str] = {}
    asked = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive():
        return asked.pop() if asked else await asyncio.Future()

    async def send(message):
        if message["type"] == "http.response.start":
            seen.update({k.decode(): v.decode() for k, v in message["headers"]})
        else:
            seen["corps"] = seen.get("corps", "") + message.get("body", b"").decode()

    with suppress(ValueError):
        derouler(ProxyHeadersMiddleware(APPLICATION)(scope, receive, send))
    return seen


def test_a_request_is_one_line_that_says_nothing_of_who_or_what(ecrites):
    answer = demander(
        "/territoires", b"animer=SECRET&region=Bretagne", x_forwarded_for=TIERS, cookie="a=courriel@ici.fr"
    )
    *inside, line = ecrites()
    assert line | {"instant": "", "ms": 0} == {
        "instant": "", "niveau": "info", "source": "ti_dashboard", "message": "requête", "ms": 0,
        "requete": answer["x-request-id"], "methode": "GET", "route": "/territoires", "statut": 200,
        "octets": len(answer["x-request-id"]), "compte": 7}  # fmt: skip
    assert line["ms"] >= 0
    # What happens inside is told under the same identifier; what is inside reads it too.
    assert [one["requete"] for one in inside] == [answer["x-request-id"]] == [answer["corps"]]
    assert not [word for word in ("SECRET", "Bretagne", TIERS, "@", "chargé") if word in json.dumps(ecrites())]


def test_the_identifier_of_a_believed_proxy_is_kept_and_no_other():
    given = "0123456789abcdef"
    assert demander("/territoires", x_request_id=given, x_forwarded_for=TIERS)["x-request-id"] == given
    for headers in ({"x_request_id": given}, {"x_request_id": "a b\nc", "x_forwarded_for": TIERS},
                    {"x_request_id": "x" * 65, "x_forwarded_for": TIERS}, {}):  # fmt: skip
        drawn = demander("/territoires", **headers)
        assert len(drawn["x-request-id"]) == 32 and drawn["corps"] == drawn["x-request-id"]


def test_an_answer_that_fails_is_counted_and_told(ecrites):
    before = incidents_comptes.comptes()[incidents_comptes.REPONSE]
    demander("/panne")
    assert incidents_comptes.comptes()[incidents_comptes.REPONSE] == before + 1
    assert ecrites()[-1]["statut"] == 500


@pytest.mark.parametrize(
    ("adresse", "dite"),
    [
        ("/", "/"),
        ("/territoires", "/territoires"),
        ("/sante", "/sante"),
        ("/evenements/ABC123", "/evenements/…"),
        ("/media/0f3a.xlsx", "/media/…"),
        ("/_stcore/stream", "/_stcore/stream"),
        ("/_stcore/upload_file/session/fichier", "/_stcore/…"),
        ("/quelqu-un@ici.fr", "autre"),
    ],
)
def test_what_is_particular_in_an_address_is_not_written(adresse, dite):
    assert modele(adresse) == dite


def test_for_a_person_the_log_stays_quiet(monkeypatch, caplog):
    monkeypatch.delenv(journal_serveur.VARIABLE, raising=False)
    caplog.set_level(logging.INFO, "ti_dashboard")
    demander("/territoires")
    assert [one.message for one in caplog.records] == ["dans la requête"]


def test_a_verb_run_in_a_process_of_its_own_is_caused_by_the_same_request(tmp_path, monkeypatch, ecrites):
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    identifier = trace.reprendre(None)
    assert list(commande.lancer("journal"))
    line = ecrites()[-1]
    assert (line["message"], line["verbe"], line["code"], line["requete"]) == ("verbe", "journal", 0, identifier)
    code = "from ti_dashboard import trace; trace.reprendre_du_parent(); print(trace.courante())"
    env = os.environ | trace.pour_un_enfant()
    assert subprocess.check_output([sys.executable, "-c", code], env=env, text=True).strip() == identifier


def test_every_logger_writes_one_json_object_a_line_and_no_address():
    code = (
        "import logging, streamlit.logger, uvicorn.config\n"
        "logging.config.dictConfig(uvicorn.config.LOGGING_CONFIG)\n"
        "streamlit.logger.get_logger('streamlit.essai')\n"
        "from ti_dashboard import journal_serveur; journal_serveur.installer()\n"
        "logging.getLogger('streamlit.essai').warning('mot')\n"
        "logging.getLogger('uvicorn.access').info('203.0.113.9 GET /?cle=SECRET')\n"
        "logging.getLogger('uvicorn.error').info('203.0.113.9 WebSocket')\n"
        "try: 1 / 0\n"
        "except ZeroDivisionError: logging.getLogger('ti_dashboard').exception('panne')\n"
    )
    env = os.environ | {journal_serveur.VARIABLE: "json"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [one["message"] for one in lines] == ["mot", "panne"]
    assert "ZeroDivisionError" in lines[1]["erreur"] and "203.0.113.9" not in done.stderr
