"""Where the delivered nginx sends a browser: the replica that holds its screen, another when that one is dead.

The replicas are tiny: each says its port. What the application does behind them is tried by ``tests/grappe``.
"""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute

from outils.grappe import nginx_livre
from outils.grappe.processus import ecoute
from tests.boucle import derouler
from tests.mandataire import REPLIQUE, Mandataire, free_ports, nginx_or_give_up, temoin, vu_par

PATIENCE_S = 60
ENVOI = "/_stcore/upload_file/session/fichier"


class PetiteReplique:
    """Says its port, on any address and on the socket of a screen."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.demarrer()

    def demarrer(self) -> None:
        async def say(_) -> PlainTextResponse:
            return PlainTextResponse(str(self.port))

        async def hold(socket) -> None:
            await socket.accept()
            await socket.send_text(str(self.port))
            await socket.receive()

        everywhere = Route("/{place:path}", say, methods=["GET", "PUT"])
        app = Starlette(routes=[WebSocketRoute("/_stcore/stream", hold), everywhere])
        self.serveur = uvicorn.Server(uvicorn.Config(app, port=self.port, log_level="critical"))
        self.fil = threading.Thread(target=self.serveur.run, daemon=True)
        self.fil.start()
        _attendre(lambda: ecoute(self.port))

    def arreter(self) -> None:
        self.serveur.should_exit = True
        self.fil.join(PATIENCE_S)


def _attendre(est_la) -> None:
    end = time.monotonic() + PATIENCE_S
    while not est_la():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def repliques() -> Iterator[dict[int, PetiteReplique]]:
    started = {port: PetiteReplique(port) for port in free_ports(3)}
    yield started
    for one in started.values():
        one.arreter()


@pytest.fixture
def devant(repliques: dict[int, PetiteReplique]) -> Iterator[Mandataire]:
    nginx_or_give_up()
    with nginx_livre.servir(list(repliques)) as started:
        yield vu_par(started)


def _demander(devant: Mandataire, dit: str, chemin: str = "/", **options) -> tuple[int, str]:
    """Who answered, and which one the browser is then told to keep to."""
    with devant.client(cookies={REPLIQUE: dit} if dit else {}) as client:
        answer = client.request("PUT" if chemin == ENVOI else "GET", chemin, **options)
    assert answer.status_code == 200, answer.text
    return int(answer.text), _temoin_pose(answer.headers.get("set-cookie", ""))


def _temoin_pose(said: str) -> str:
    name, _, value = said.partition(";")[0].partition("=")
    assert name in ("", REPLIQUE) and (not said or said.endswith("; Path=/; Secure; HttpOnly; SameSite=Lax")), said
    return value


def _ouvrir(devant: Mandataire, dit: str) -> tuple[int, str]:
    async def come() -> tuple[int, str]:
        async with devant.prise(devant.adresse, "", dit) as socket:
            return int(await socket.recv()), _temoin_pose(socket.response.headers.get("set-cookie", ""))

    return derouler(come())


@pytest.mark.parametrize("dit", ["", "deadbeef", "8501", "../x"])
def test_who_comes_without_a_known_name_keeps_to_who_answered(devant: Mandataire, dit: str):
    served, told = _demander(devant, dit)
    assert told == temoin(served)
    assert _demander(devant, told) == _ouvrir(devant, told) == _demander(devant, told, ENVOI) == (served, "")


def test_newcomers_are_shared_between_all(devant: Mandataire, repliques: dict[int, PetiteReplique]):
    assert {_demander(devant, "")[0] for _ in range(30)} == set(repliques)


def test_a_screen_that_was_taken_over_stays_there_when_its_first_replica_is_back(
    devant: Mandataire, repliques: dict[int, PetiteReplique]
):
    dead, *_ = repliques
    repliques[dead].arreter()
    # What is asked meanwhile is answered; it is the socket of the screen that says where it lives.
    for path in ("/", ENVOI):
        served, told = _demander(devant, temoin(dead), path, **({"content": b"lignes"} if path == ENVOI else {}))
        assert served != dead and told == ""
    served, told = _ouvrir(devant, temoin(dead))
    assert served != dead and told == temoin(served)
    repliques[dead].demarrer()
    _attendre(lambda: _demander(devant, temoin(dead)) == (dead, ""))
    for _ in range(5):
        assert _demander(devant, told, ENVOI, content=b"lignes") == (served, "")
    assert _ouvrir(devant, told) == (served, "")


def test_two_dead_of_three_leave_the_third_then_all_is_told(devant: Mandataire, repliques: dict[int, PetiteReplique]):
    first, second, third = repliques
    for dead in (first, second):
        repliques[dead].arreter()
    assert {_demander(devant, temoin(one))[0] for one in repliques} == {third}
    repliques[third].arreter()
    with devant.client() as client:
        answer = client.get("/")
    assert answer.status_code in (502, 504) and "momentanément indisponible" in answer.text
