"""Who comes to the delivered nginx, which ``outils.grappe`` starts: without a browser, signed in or not."""

import contextlib
import json
import os
import ssl
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from websockets.asyncio.client import connect

from outils import routage
from outils.grappe import nginx_livre
from outils.grappe.nginx_livre import NOM, SOURCES, NginxLivre
from outils.grappe.nginx_livre import trouver as find
from outils.grappe.processus import ports_libres as free_ports
from ti_dashboard.acces.temoins import SESSION

__all__ = ("NOM", "REPLIQUE", "SOURCES", "Mandataire", "find", "free_ports", "start")
SANS_NGINX = f"essais derrière nginx NON FAITS : {nginx_livre.ABSENT}"
# What a browser that speaks TLS holds: the session, and which replica it goes back to.
TEMOIN, REPLIQUE = f"__Host-{SESSION}", routage.TEMOIN


def nginx_or_give_up() -> None:
    if find() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(SANS_NGINX)


@dataclass(frozen=True)
class Mandataire(NginxLivre):
    """The proxy that runs, as those who come to it see it."""

    def tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.dossier / "certificat.pem"))

    def client(self, **options: object) -> httpx.Client:
        """Who asks it by its name and checks its certificate; nobody has to resolve the name."""
        made = httpx.Client(**self._vers_lui(), event_hooks={"request": [_nommer]}, **options)
        made.headers["Accept"] = "text/html"
        return made

    def client_de_salle(self, session: str) -> httpx.AsyncClient:
        """The same, signed in, for as many readers at once as one likes."""
        many = {"limits": httpx.Limits(max_connections=None), "cookies": {TEMOIN: session}}
        return httpx.AsyncClient(**self._vers_lui(), event_hooks={"request": [_nommer_aussi]}, **many)

    def _vers_lui(self) -> dict[str, object]:
        head = {"Host": f"{NOM}:{self.port}"}
        return {"base_url": f"https://127.0.0.1:{self.port}", "headers": head, "verify": self.tls(), "timeout": 60}

    def prise(self, origine: str, session: str, replique: str = "") -> connect:
        """The web socket of one screen, asked for from a page of ``origine``."""
        place = {"host": "127.0.0.1", "port": self.port, "ssl": self.tls(), "open_timeout": 60}
        held = [f"{name}={value}" for name, value in ((TEMOIN, session), (REPLIQUE, replique)) if value]
        head = {"Cookie": "; ".join(held)} if held else {}
        return connect(f"wss://{NOM}:{self.port}/_stcore/stream", origin=origine, additional_headers=head, **place)

    def journal(self) -> list[dict[str, object]]:
        lines = (self.dossier / "tableau-de-bord.log").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def ecrits(self) -> str:
        """All that it has written, of any kind."""
        return "".join(p.read_text(encoding="utf-8") for p in self.dossier.glob("*.log"))


def _nommer(request: httpx.Request) -> None:
    request.extensions["sni_hostname"] = NOM


async def _nommer_aussi(request: httpx.Request) -> None:
    _nommer(request)


def temoin(port: int) -> str:
    """What the cookie says of a replica of this machine."""
    return routage.nom(routage.adresse(str(port)))


def vu_par(nginx: NginxLivre) -> Mandataire:
    return Mandataire(nginx.port, nginx.port_clair, nginx.dossier)


@contextlib.contextmanager
def start(repliques: tuple[int, int]) -> Iterator[Mandataire]:
    """Start it in front of two replicas of this machine."""
    nginx_or_give_up()
    with nginx_livre.servir(repliques) as started:
        yield vu_par(started)
