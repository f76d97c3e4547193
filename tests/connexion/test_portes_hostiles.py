"""The doors against who knocks wrongly, sends somebody else, or listens; and a provider that is down or ill set."""

import os
import subprocess
import sys
from html import unescape

import httpx
import pytest
from starlette.responses import JSONResponse

from tests.boucle import derouler
from tests.connexion.porte import CAMILLE, CHIFFRE, ICI, Navigateur, application, entrer, inviter, jouer, regler
from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.errors import ReglageRefuse
from ti_dashboard.serveur import fournisseur_d_identite, moyens, reglages

pytestmark = pytest.mark.usefixtures("magasin")


def test_the_answer_of_somebody_else_signs_nobody_in(strict, monkeypatch):
    """The attacker sends a victim to the callback with the attacker's own code."""
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        async with Navigateur(application()) as attacker:
            attacker.follow_redirects = False
            sent = await attacker.get(f"{ICI}/connexion/depart")
            back = (await attacker.get(sent.headers["Location"])).headers["Location"]
        refused = await browser.get(back)
        return refused, await browser.get(f"{ICI}/projets")

    refused, after = jouer(scene)
    assert refused.status_code == 403 and "n'a pas demandé cette connexion" in unescape(refused.text)
    assert after.url.path == "/connexion"


def test_one_who_tries_and_tries_waits(strict, monkeypatch):
    regler(monkeypatch, strict)

    async def scene(browser):
        return [(await browser.get(f"{ICI}/connexion/retour?state=x&code=y")).status_code for _ in range(32)]

    assert jouer(scene) == [403] * 30 + [429] * 2


@pytest.mark.parametrize("vers", ["https://attaquant.example", "//attaquant.example", "/\t/attaquant.example", "/\\x"])
def test_the_way_back_leads_nowhere_else(strict, monkeypatch, vers):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        return await browser.get(f"{ICI}/connexion/depart", params={"vers": vers})

    came = jouer(scene)
    assert str(came.url).startswith(f"{ICI}/") and came.url.path == "/"


def _attributs(answer: httpx.Response, name: str) -> set[str]:
    (kept,) = (c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{name}="))
    return {part.strip().split("=")[0].lower() + "=" + part.partition("=")[2].lower() for part in kept.split(";")[1:]}


def test_what_the_browser_keeps_meanwhile_is_read_by_no_script_and_not_for_long(strict, monkeypatch):
    regler(monkeypatch, strict)

    async def scene(browser):
        browser.follow_redirects = False
        return await browser.get(f"{ICI}/connexion/depart")

    kept = _attributs(jouer(scene), "ti-tentative")
    assert {"httponly=", "samesite=lax", "max-age=600", "path=/"} <= kept and "secure=" not in kept


def test_behind_tls_no_neighbouring_site_can_set_it(strict, monkeypatch):
    regler(monkeypatch, strict)

    async def scene(browser):
        browser.follow_redirects = False
        return await browser.get(f"{CHIFFRE}/connexion/depart")

    assert {"secure=", "httponly=", "path=/"} <= _attributs(jouer(scene), "__Host-ti-tentative")


def test_a_provider_that_is_down_leaves_the_login_page_up(strict, monkeypatch, caplog):
    regler(monkeypatch, strict)
    strict.retouches["description"] = lambda said: JSONResponse({}, 503)
    derouler(fournisseur_d_identite.annoncer())
    assert "ProConnect ne se décrit pas comme prévu" in caplog.text
    refused = jouer(entrer)
    assert refused.status_code == 403 and "ne se décrit pas" in refused.text


def test_without_a_provider_its_addresses_are_no_addresses(monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_MODE", "reseau")
    monkeypatch.setenv("TI_DASHBOARD_SECRET", "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789")
    monkeypatch.setenv("TI_DASHBOARD_COMPTES_LOCAUX", "oui")
    assert fournisseur_d_identite.routes() == []


def test_nothing_of_a_person_nor_of_a_token_is_logged(strict, monkeypatch, caplog):
    regler(monkeypatch, strict)
    caplog.set_level("DEBUG", "ti_dashboard")
    jouer(entrer)
    assert "ni compte, ni invitation" in caplog.text
    assert not [word for word in ("eyJ", "artin", "f1b2c3", "13002526500013") if word in caplog.text]


def test_a_wrong_setting_stops_the_start_with_its_sentence_and_not_the_reading_of_the_application(strict, monkeypatch):
    regler(monkeypatch, strict, TI_DASHBOARD_OIDC_ALGORITHMES="HS256")
    assert reglages.portes() is not None
    with pytest.raises(ReglageRefuse, match="ne prouve pas qui a signé"):
        reglages.verifier()


def test_the_login_page_names_the_provider(simple, monkeypatch):
    regler(monkeypatch, simple, TI_DASHBOARD_OIDC_NOM="l'annuaire de l'agence")
    assert moyens.lire().fournisseur == "S'identifier avec l'annuaire de l'agence"


def test_a_post_alone_loads_nothing_of_it():
    """Nothing of what a network asks for is waited for where there is none."""
    asked = "import app, sys; print(sorted({'authlib', 'joserfc', 'httpx'} & set(sys.modules)))"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("TI_DASHBOARD_")}
    said = subprocess.run([sys.executable, "-c", asked], cwd=RACINE, env=environment, capture_output=True, text=True)
    assert said.stdout.strip().endswith("[]"), said.stderr
