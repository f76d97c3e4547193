"""Somebody comes in by an identity provider, or does not; and leaves: the real doors, the real store."""

import asyncio
from dataclasses import replace
from html import unescape
from re import search

import httpx
import pytest
from starlette.responses import JSONResponse

from tests.connexion.porte import ICI, LECTEUR, Navigateur, application, inviter, regler
from tests.magasin import base
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.live import comptes
from ti_dashboard.serveur import entree, fournisseur_d_identite

CAMILLE = "camille.martin@region.example"


@pytest.fixture(autouse=True)
def _magasin(tmp_path, monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_LIVE_URL", f"sqlite:///{tmp_path / 'seances.sqlite'}")
    monkeypatch.setattr(entree, "ESSAIS", type(entree.ESSAIS)(par_origine=30, en_tout=300))
    monkeypatch.setattr(fournisseur_d_identite, "ESSAIS", entree.ESSAIS)
    yield
    base().fermer()


def _jouer(scene):
    """A scene is what happens between a server that starts and a browser that closes."""

    async def play():
        async with Navigateur(application()) as browser:
            return await scene(browser)

    return asyncio.run(play())


async def _entrer(browser):
    return await browser.entrer("/projets?region=Bretagne")


def test_who_is_invited_comes_in_where_they_were_going(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter("Camille.MARTIN@region.example")
    came = _jouer(_entrer)
    assert came.text == "/projets?region=Bretagne : chargée de mission, région d'essai"
    (account,) = comptes.lister(base())
    assert (account.courriel, account.fournisseur, account.sujet) == (CAMILLE, strict.adresse, "f1b2c3")


def test_who_comes_back_is_known_by_their_identity_whatever_their_address_became(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def twice(browser):
        await browser.entrer()
        browser.cookies.clear()
        strict.personne["email"] = "camille.durand@region.example"
        return await browser.entrer()

    assert "chargée de mission" in _jouer(twice).text
    assert len(comptes.lister(base())) == 1


def test_an_organisation_is_invited_by_its_siret(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter("130 025 265 00013")
    assert "chargée de mission" in _jouer(_entrer).text


def test_a_plain_provider_opens_the_same_door(simple, monkeypatch):
    regler(monkeypatch, simple)
    inviter(CAMILLE)
    assert "chargée de mission" in _jouer(_entrer).text


def test_who_is_known_and_not_invited_is_told_whom_to_ask_and_nothing_else(strict, monkeypatch, tmp_path):
    file = tmp_path / "service.toml"
    file.write_text('[contact]\ncourriel = "tableau@agence.example"\n', encoding="utf-8")
    regler(monkeypatch, strict, TI_DASHBOARD_SERVICE=str(file))

    async def scene(browser):
        refused = await browser.entrer()
        return refused, await browser.get(f"{ICI}/projets")

    refused, after = _jouer(scene)
    assert refused.status_code == 403 and "personne ne vous a invité" in unescape(refused.text)
    assert "tableau@agence.example" in refused.text and CAMILLE in refused.text and "13002526500013" in refused.text
    assert after.url.path == "/connexion" and comptes.lister(base()) == []
    assert "ti-session" not in str(refused.headers.get_list("set-cookie"))


def test_they_may_come_as_somebody_else(strict, monkeypatch):
    """The provider would send the same person back at once: its session is closed first."""
    regler(monkeypatch, strict)

    async def scene(browser):
        refused = await browser.entrer()
        return await browser.get(unescape(search(rf'href="({strict.adresse}/session/end[^"]*)"', refused.text)[1]))

    assert _jouer(scene).url.path == "/connexion" and len(strict.sorties) == 1


def _administrateur():
    """Somebody to close accounts: the last administrator closes none."""
    with base().ecrire("accepter_invitation") as ecriture:
        given = replace(LECTEUR, roles=frozenset({RoleDAcces.ADMINISTRATEUR}))
        comptes.creer(ecriture, "admin@agence.example", given)


async def _renvoyer(browser):
    await browser.entrer()
    account = comptes.nomme(base(), CAMILLE)
    comptes.fermer(base(), account.compte_id)
    browser.cookies.clear()


def test_an_account_that_was_closed_is_not_opened_by_its_organisation(strict, monkeypatch):
    regler(monkeypatch, strict)
    _administrateur()
    inviter("13002526500013")

    async def scene(browser):
        await _renvoyer(browser)
        refused = await browser.entrer()
        strict.personne["email"] = "camille.autrement@region.example"
        return refused, await browser.entrer()

    for refused in _jouer(scene):
        assert refused.status_code == 403 and "Votre compte a été fermé" in refused.text


def test_an_invitation_to_their_address_opens_it(strict, monkeypatch):
    regler(monkeypatch, strict)
    _administrateur()
    inviter(CAMILLE)

    async def scene(browser):
        await _renvoyer(browser)
        inviter(CAMILLE)
        return await browser.entrer()

    assert "chargée de mission" in _jouer(scene).text


def test_an_address_that_is_somebody_else_s_now_does_not_open_the_account(strict, monkeypatch):
    """Addresses are given again, and an account is of one identity: a new invitation says that it is theirs."""
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        await browser.entrer()
        browser.cookies.clear()
        strict.personne["sub"] = "un-homonyme"
        refused = await browser.entrer()
        inviter(CAMILLE)
        return refused, await browser.entrer()

    refused, invited = _jouer(scene)
    assert refused.status_code == 403 and "relié à une autre identité" in unescape(refused.text)
    assert "chargée de mission" in invited.text


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

    left, again, end = _jouer(scene)
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

    left, after = _jouer(scene)
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

    inside, after = _jouer(scene)
    assert "chargée de mission" in inside.text and after.url.path == "/connexion"


@pytest.mark.parametrize("entetes", [{}, {"Origin": "https://attaquant.example"}, {"Origin": "null"}])
def test_no_other_site_signs_anybody_out(strict, monkeypatch, entetes):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        await browser.entrer()
        refused = await browser.post(f"{ICI}/deconnexion", headers=entetes)
        return refused, await browser.get(f"{ICI}/projets")

    refused, after = _jouer(scene)
    assert refused.status_code == 403 and "chargée de mission" in after.text


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

    refused, after = _jouer(scene)
    assert refused.status_code == 403 and "n'a pas demandé cette connexion" in unescape(refused.text)
    assert after.url.path == "/connexion"


def test_one_who_tries_and_tries_waits(strict, monkeypatch):
    regler(monkeypatch, strict)

    async def scene(browser):
        return [(await browser.get(f"{ICI}/connexion/retour?state=x&code=y")).status_code for _ in range(32)]

    assert _jouer(scene) == [403] * 30 + [429] * 2


@pytest.mark.parametrize("vers", ["https://attaquant.example", "//attaquant.example", "/\t/attaquant.example", "/\\x"])
def test_the_way_back_leads_nowhere_else(strict, monkeypatch, vers):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def scene(browser):
        return await browser.get(f"{ICI}/connexion/depart", params={"vers": vers})

    came = _jouer(scene)
    assert str(came.url).startswith(f"{ICI}/") and came.url.path == "/"


def _attributs(answer: httpx.Response, name: str) -> set[str]:
    (kept,) = (c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{name}="))
    return {part.strip().split("=")[0].lower() + "=" + part.partition("=")[2].lower() for part in kept.split(";")[1:]}


def test_what_the_browser_keeps_meanwhile_is_read_by_no_script_and_not_for_long(strict, monkeypatch):
    regler(monkeypatch, strict)

    async def scene(browser):
        browser.follow_redirects = False
        return await browser.get(f"{ICI}/connexion/depart")

    kept = _attributs(_jouer(scene), "ti-tentative")
    assert {"httponly=", "samesite=lax", "max-age=600", "path=/"} <= kept and "secure=" not in kept


def test_behind_tls_no_neighbouring_site_can_set_it(strict, monkeypatch):
    there = "https://tableau.example/connexion"
    regler(
        monkeypatch,
        strict,
        TI_DASHBOARD_OIDC_ADRESSE_RETOUR=f"{there}/retour",
        TI_DASHBOARD_OIDC_ADRESSE_APRES_DECONNEXION=f"{there}/sortie",
    )

    async def scene(browser):
        browser.follow_redirects = False
        return await browser.get(f"{ICI}/connexion/depart")

    assert {"secure=", "httponly=", "path=/"} <= _attributs(_jouer(scene), "__Host-ti-tentative")


def test_a_provider_that_is_down_leaves_the_login_page_up(strict, monkeypatch, caplog):
    regler(monkeypatch, strict)
    strict.retouches["description"] = lambda said: JSONResponse({}, 503)
    asyncio.run(fournisseur_d_identite.annoncer())
    assert "ProConnect ne se décrit pas comme prévu" in caplog.text
    refused = _jouer(_entrer)
    assert refused.status_code == 403 and "ne se décrit pas" in refused.text


def test_without_a_provider_its_addresses_are_no_addresses(monkeypatch):
    monkeypatch.setenv("TI_DASHBOARD_MODE", "reseau")
    monkeypatch.setenv("TI_DASHBOARD_SECRET", "aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789")
    monkeypatch.setenv("TI_DASHBOARD_COMPTES_LOCAUX", "oui")
    assert fournisseur_d_identite.routes() == []


def test_nothing_of_a_person_nor_of_a_token_is_logged(strict, monkeypatch, caplog):
    regler(monkeypatch, strict)
    caplog.set_level("DEBUG", "ti_dashboard")
    _jouer(_entrer)
    assert "ni compte, ni invitation" in caplog.text
    assert not [word for word in ("eyJ", "artin", "f1b2c3", "13002526500013") if word in caplog.text]
