"""What a reader costs: one descriptor while the screen is open, none once it is left; near the limit, a sentence."""

import asyncio
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser.conftest import start_server
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.serveur import descripteurs
from ti_dashboard.serveur.descripteurs import COMPLET, BoucleSansDescripteur, PlaceLibre

LECTEURS = 8
PATIENCE_S = 60


def _sockets(pid: int) -> list[str]:
    found = []
    for path in Path(f"/proc/{pid}/fd").iterdir():
        # One may be closed while they are read.
        with suppress(FileNotFoundError):
            found.append(str(path.readlink()))
    return [link for link in found if "sqlite" not in link]


def _attendre(pid: int, nombre: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while len(_sockets(pid)) > nombre:
        assert time.monotonic() < end, (nombre, _sockets(pid))
        time.sleep(0.05)


def _jusqu_au_bout(ecran: ClientConnection) -> None:
    """The whole of a first run: what the server opens once and for all is then open."""
    said = ForwardMsg()
    while said.WhichOneof("type") != "script_finished":
        said = ForwardMsg.FromString(ecran.recv(timeout=PATIENCE_S))


def test_a_screen_holds_one_descriptor_and_gives_it_back_when_it_is_left(donnees_demo, tmp_path):
    server = start_server(donnees_demo, tmp_path / "journal.txt")
    try:
        pid = server.processus.pid
        ask = BackMsg()
        ask.rerun_script.query_string = "arrete=24/09/2019"
        address = server.adresse.replace("http", "ws", 1) + "/_stcore/stream"
        with connect(address, max_size=None) as first:
            first.send(ask.SerializeToString())
            _jusqu_au_bout(first)
        before = len(_sockets(pid))
        opened = [connect(address, max_size=None) for _ in range(LECTEURS)]
        for one in opened:
            one.send(ask.SerializeToString())
            _jusqu_au_bout(one)
        # Waited for: the server reads files of its own now and then, and gives them back.
        _attendre(pid, before + LECTEURS)
        for one in opened:
            one.close()
        _attendre(pid, before)
    finally:
        server.stop()


def test_the_loop_of_a_script_closes_as_streamlit_closes_it():
    loop = BoucleSansDescripteur()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    assert asyncio.all_tasks(loop) == set()
    loop.close()
    assert loop.is_closed()


def _service(est_complet: bool) -> TestClient:
    routes = [Route(path, lambda _: PlainTextResponse("servi")) for path in ("/projets", "/sante", "/static/x.js")]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(PlaceLibre, est_complet=lambda: est_complet)]))


@pytest.mark.parametrize(
    ("chemin", "accepte", "statut"),
    [
        ("/projets", "text/html,*/*", 503),
        ("/projets", "application/json", 200),
        ("/sante", "*/*", 200),
        ("/static/x.js", "text/html,*/*", 200),
    ],
)
def test_who_comes_when_there_is_no_place_is_told_so_and_who_is_here_is_served(chemin, accepte, statut):
    answer = _service(est_complet=True).get(chemin, headers={"accept": accepte})
    assert answer.status_code == statut
    if statut == 503:
        assert answer.text == f"{COMPLET}\n" and answer.headers["retry-after"] == "60"
    assert _service(est_complet=False).get(chemin, headers={"accept": accepte}).text == "servi"


def test_a_session_that_would_take_the_last_places_is_refused():
    with pytest.raises(WebSocketDisconnect) as refused, _service(est_complet=True).websocket_connect("/_stcore/stream"):
        pass
    assert refused.value.code == 1013


SEUL = """
import resource
from ti_dashboard.serveur import descripteurs
resource.setrlimit(resource.RLIMIT_NOFILE, {limites})
descripteurs.elever_la_limite()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], descripteurs.est_complet())
"""


@pytest.mark.parametrize(
    ("limites", "dit", "prevenu"),
    [((256, 1024), "1024 False", True), ((64, 64), "64 True", True), ((1024, 8192), "8192 False", False)],
)
def test_the_limit_is_raised_as_far_as_it_goes_and_few_is_said(limites, dit, prevenu):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < limites[1]:
        pytest.skip("cette machine ne permet pas d'aller jusque-là")
    done = subprocess.run(
        [sys.executable, "-c", SEUL.format(limites=limites)], cwd=RACINE, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == dit
    assert ("Peu de fichiers peuvent être ouverts à la fois" in done.stderr) is prevenu


def test_a_limit_that_no_one_set_is_never_near(monkeypatch):
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert descripteurs.est_complet() is False
