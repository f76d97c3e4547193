"""A link followed while the server is lost is followed once it is back."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.browser.conftest import Ecran, Lecteurs, Serveur, start_server
from tests.browser.gestes import wait_address


@pytest.fixture
def fragile(chromium_path: str, donnees_demo: Path, tmp_path: Path) -> Iterator[list[Serveur]]:
    """A server of its own, that the test kills; the last of the list runs."""
    servers = [start_server(donnees_demo, tmp_path / "journal.txt")]
    yield servers
    for server in servers:
        server.stop()


def test_a_link_that_a_dying_server_did_not_answer_is_followed_once_it_is_back(
    fragile: list[Serveur], lecteurs: Lecteurs, donnees_demo: Path, tmp_path: Path
):
    (server,) = fragile
    reader = lecteurs.arriver(server.adresse)
    reader.open("/?arrete=24/09/2019&region=Bretagne")
    # Neither closed nor heard: what the browser sends now leaves, and is lost.
    server.processus.send_signal(signal.SIGSTOP)
    reader.page.get_by_role("link", name="Projets", exact=True).click()
    server.processus.kill()
    server.processus.wait()
    fragile.append(start_server(donnees_demo, tmp_path / "suite.txt", int(server.adresse.rpartition(":")[2])))
    expect(reader.page.get_by_role("heading", name="Que deviennent les projets")).to_be_visible()
    wait_address(reader.page, "/projets", region=["Bretagne"])
    lecteurs.partir()


def test_a_link_that_the_server_never_heard_is_followed_all_the_same(ecran: Ecran):
    """As one struck while the screen was drawn again after a cut; the server has said other things since."""
    deaf: list[bool] = []

    def lose(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: None if deaf else server.send(message))

    ecran.page.route_web_socket(re.compile("/_stcore/stream$"), lose)
    ecran.open("/?arrete=24/09/2019&region=Bretagne")
    deaf.append(True)
    ecran.page.get_by_role("link", name="Projets", exact=True).click()
    wait_address(ecran.page, "/projets", region=["Bretagne"])
