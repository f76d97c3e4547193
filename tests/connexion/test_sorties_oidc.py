"""Signing out: here first, then at the provider; and by nobody else."""

from html import unescape
from re import search

import pytest
from starlette.responses import JSONResponse

from tests.connexion.porte import CAMILLE, ICI, Navigateur, application, inviter, jouer, regler
from ti_dashboard.serveur import fournisseur_d_identite

pytestmark = pytest.mark.usefixtures("magasin")


def test_they_may_come_as_somebody_else(strict, monkeypatch):
    """The provider would send the same person back at once: its session is closed first."""
    regler(monkeypatch, strict)

    async def scene(browser):
        refused = await browser.entrer()
        return await browser.get(unescape(search(rf'href="({strict.adresse}/session/end[^"]*)"', refused.text)[1]))

    assert jouer(scene).url.path == "/connexion" and len(strict.sorties) == 1


def test_the_session_is_closed_here_then_at_the_provider(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        await browser.entrer()
        held = browser.cookies["ti-session"]
        left = await browser.sortir()
        browser.cookies.set("ti-session", held, domain="127.0.0.1")
        again = await browser.get(f"{ICI}/projets")
        end = await browser.get(unescape(search(r'url=([^"]*)"', left.text)[1]))
        return left, again, end

    left, again, end = jouer(scene)
    assert "Vous êtes déconnecté" in left.text and left.status_code == 200
    assert again.url.path == "/connexion"  # closed before anything else was asked
    assert end.url.path == "/connexion" and strict.sorties[0]["id_token_hint"].count(".") == 2


def test_a_provider_that_is_down_keeps_nobody_in(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        await browser.entrer()
        fournisseur_d_identite.protocole.cache_clear()
        strict.retouches["description"] = lambda said: JSONResponse({}, 503)
        left = await browser.sortir()
        return left, await browser.get(f"{ICI}/projets")

    left, after = jouer(scene)
    assert "n'a pas pu être fermée" in unescape(left.text) and after.url.path == "/connexion"


def test_signing_out_everywhere_closes_the_other_browsers(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        await browser.entrer()
        async with Navigateur(application()) as other:
            inside = await other.entrer("/projets")
            await browser.sortir(partout=True)
            return inside, await other.get(f"{ICI}/projets")

    inside, after = jouer(scene)
    assert "chargée de mission" in inside.text and after.url.path == "/connexion"


@pytest.mark.parametrize("entetes", [{}, {"Origin": "https://attaquant.example"}, {"Origin": "null"}])
def test_no_other_site_signs_anybody_out(strict, monkeypatch, entetes):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        await browser.entrer()
        refused = await browser.post(f"{ICI}/deconnexion", headers=entetes)
        return refused, await browser.get(f"{ICI}/projets")

    refused, after = jouer(scene)
    assert refused.status_code == 403 and "chargée de mission" in after.text
