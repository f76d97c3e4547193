"""A network that can be cut between the browser and its server: nothing arrives any more, and no socket is closed."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit

TAILLE = 65_536


class Reseau:
    """Forwards a loopback port to a server. ``couper`` holds everything back, ``rendre`` lets it through again."""

    def __init__(self, adresse: str) -> None:
        place = urlsplit(adresse)
        self._vers = (place.hostname, place.port)
        self._passe = threading.Event()
        self._passe.set()
        self._prises: list[socket.socket] = []
        self._ecoute = socket.create_server(("127.0.0.1", 0))
        self.adresse = f"http://127.0.0.1:{self._ecoute.getsockname()[1]}"
        threading.Thread(target=self._accepter, daemon=True).start()

    def couper(self) -> None:
        self._passe.clear()

    def rendre(self) -> None:
        self._passe.set()

    def fermer(self) -> None:
        self.rendre()
        for prise in (self._ecoute, *self._prises):
            with contextlib.suppress(OSError):
                prise.shutdown(socket.SHUT_RDWR)
            prise.close()

    def _accepter(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                ici, _ = self._ecoute.accept()
                self._prises.append(ici)
                threading.Thread(target=self._relier, args=(ici,), daemon=True).start()

    def _relier(self, ici: socket.socket) -> None:
        self._passe.wait()
        with contextlib.suppress(OSError):
            la_bas = socket.create_connection(self._vers)
            self._prises.append(la_bas)
            threading.Thread(target=self._pomper, args=(la_bas, ici), daemon=True).start()
            self._pomper(ici, la_bas)

    def _pomper(self, de: socket.socket, vers: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while morceau := de.recv(TAILLE):
                self._passe.wait()
                vers.sendall(morceau)
        with contextlib.suppress(OSError):
            vers.shutdown(socket.SHUT_WR)
