"""The doors of a service open to a network, before a page of nothing; and a browser that goes from it to a provider."""

from collections.abc import Callable, Coroutine
from html import unescape
from re import search
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.boucle import derouler
from tests.fournisseur_oidc import CLIENT, RETOUR, SECRET, SORTIE, FournisseurDEssai
from tests.magasin import base
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.live import invitations
from ti_dashboard.live.comptes import Droits
from ti_dashboard.serveur import fournisseur_d_identite, reglages
from ti_dashboard.serveur.noms_des_temoins import NomsDesTemoins
from ti_dashboard.serveur.portier import Portier
from ti_dashboard.serveur.securite import Securite

CAMILLE = "camille.martin@region.example"
ICI, CHIFFRE = "http://127.0.0.1:8797", "https://127.0.0.1:8797"
LECTEUR = Droits("chargée de mission, région d'essai", frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())


def regler(monkeypatch, fournisseur: FournisseurDEssai, **autres: str) -> None:
    said = {
        "TI_DASHBOARD_MODE": "reseau",
        "TI_DASHBOARD_SECRET": "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789",
        "TI_DASHBOARD_OIDC_EMETTEUR": fournisseur.adresse,
        "TI_DASHBOARD_OIDC_CLIENT": CLIENT,
        "TI_DASHBOARD_OIDC_SECRET": SECRET,
        "TI_DASHBOARD_OIDC_ADRESSE_RETOUR": RETOUR,
        "TI_DASHBOARD_OIDC_ADRESSE_APRES_DECONNEXION": SORTIE,
        "TI_DASHBOARD_OIDC_GENRE": "proconnect" if fournisseur.strict else "standard",
    }
    for name, value in (said | autres).items():
        monkeypatch.setenv(name, value)
    fournisseur_d_identite.protocole.cache_clear()


def _qui(request: Request) -> Response:
    """The page where one was going: who is there, as the server has it."""
    return PlainTextResponse(f"{request.url.path}?{request.url.query} : {request.state.personne.fonction}")


def application() -> Starlette:
    reglages.verifier()
    return Starlette(
        routes=[Route("/{page:path}", _qui)],
        middleware=[
            Middleware(Securite),
            Middleware(NomsDesTemoins),
            Middleware(Portier, portes=reglages.portes()),
        ],
    )


class Navigateur(httpx.AsyncClient):
    """Goes from page to page as a browser does; ``ici``: what answers at our address."""

    def __init__(self, ici: Starlette) -> None:
        super().__init__(
            mounts=dict.fromkeys((ICI, CHIFFRE), httpx.ASGITransport(ici, client=("192.0.2.7", 1))),
            follow_redirects=True,
            headers={"Accept": "text/html"},
            verify=False,
        )

    async def entrer(self, page: str = "/") -> httpx.Response:
        """Ask for a page, then take the provider's button of the login page."""
        asked = await self.get(ICI + page)
        link = search(r'href="(/connexion/depart[^"]*)"', asked.text)
        assert link, asked.text
        return await self.get(ICI + unescape(link[1]))

    async def sortir(self, partout: bool = False) -> httpx.Response:
        form = {"partout": "oui"} if partout else {}
        return await self.post(f"{ICI}/deconnexion", data=form, headers={"Origin": ICI})


def inviter(destinataire: str, droits: Droits = LECTEUR) -> str:
    return invitations.inviter(base(), destinataire, droits)


def jouer(scene: Callable[[Navigateur], Coroutine[Any, Any, Any]]) -> Any:
    """A scene is what happens between a server that starts and a browser that closes."""

    async def play() -> Any:
        async with Navigateur(application()) as browser:
            return await scene(browser)

    return derouler(play())


async def entrer(browser: Navigateur) -> httpx.Response:
    return await browser.entrer("/projets?region=Bretagne")
