"""What goes from a browser to its session, kept back for a while: what is drawn meanwhile, no session has said."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, WebSocketRoute


class Fil:
    """What a browser sends its session, kept while ``retenu``: the server does not hear of a gesture."""

    def __init__(self, page: Page) -> None:
        self.retenu, self._attente = False, []
        page.route_web_socket("**/_stcore/stream", self._ouvrir)

    def _ouvrir(self, ici: WebSocketRoute) -> None:
        serveur = ici.connect_to_server()
        ici.on_message(
            lambda message: self._attente.append((serveur, message)) if self.retenu else serveur.send(message)
        )

    @contextmanager
    def coupe(self) -> Iterator[None]:
        self.retenu = True
        yield
        self.retenu = False
        for serveur, message in self._attente:
            serveur.send(message)
        self._attente.clear()
