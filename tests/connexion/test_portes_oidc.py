"""Somebody comes in by an identity provider, or does not: the real doors, the real store."""

from dataclasses import replace
from html import unescape

import pytest

from tests.connexion.porte import CAMILLE, ICI, LECTEUR, entrer, inviter, jouer, regler
from tests.magasin import base
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.live import comptes
from ti_dashboard.serveur import fournisseur_d_identite

pytestmark = pytest.mark.usefixtures("magasin")


def test_who_is_invited_comes_in_where_they_were_going(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter("Camille.MARTIN@region.example")
    came = jouer(entrer)
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

    assert "chargée de mission" in jouer(twice).text
    assert len(comptes.lister(base())) == 1


def test_who_left_by_a_replica_comes_back_by_another_once(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter(CAMILLE)

    async def by_another(browser):
        sent = await browser.get(f"{ICI}/connexion/depart?vers=/projets", follow_redirects=False)
        back = await browser.get(sent.headers["Location"], follow_redirects=False)
        kept = dict(browser.cookies)
        # What one process knows of it is gone.
        fournisseur_d_identite.protocole.cache_clear()
        came = await browser.get(back.headers["Location"])
        fournisseur_d_identite.protocole.cache_clear()
        browser.cookies.clear()
        browser.cookies.update(kept)
        return came, await browser.get(back.headers["Location"])

    came, again = jouer(by_another)
    assert came.text == "/projets? : chargée de mission, région d'essai"
    assert again.status_code == 403 and "déjà servi" in again.text


def test_an_organisation_is_invited_by_its_siret(strict, monkeypatch):
    regler(monkeypatch, strict)
    inviter("130 025 265 00013")
    assert "chargée de mission" in jouer(entrer).text


def test_a_plain_provider_opens_the_same_door(simple, monkeypatch):
    regler(monkeypatch, simple)
    inviter(CAMILLE)
    assert "chargée de mission" in jouer(entrer).text


def test_who_is_known_and_not_invited_is_told_whom_to_ask_and_nothing_else(strict, monkeypatch, tmp_path):
    file = tmp_path / "service.toml"
    file.write_text('[contact]\ncourriel = "tableau@agence.example"\n', encoding="utf-8")
    regler(monkeypatch, strict, TI_DASHBOARD_SERVICE=str(file))

    async def scene(browser):
        refused = await browser.entrer()
        return refused, await browser.get(f"{ICI}/projets")

    refused, after = jouer(scene)
    assert refused.status_code == 403 and "personne ne vous a invité" in unescape(refused.text)
    assert "tableau@agence.example" in refused.text and CAMILLE in refused.text and "13002526500013" in refused.text
    assert after.url.path == "/connexion" and comptes.lister(base()) == []
    assert "ti-session" not in str(refused.headers.get_list("set-cookie"))


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

    for refused in jouer(scene):
        assert refused.status_code == 403 and "Votre compte a été fermé" in refused.text


def test_an_invitation_to_their_address_opens_it(strict, monkeypatch):
    regler(monkeypatch, strict)
    _administrateur()
    inviter(CAMILLE)

    async def scene(browser):
        await _renvoyer(browser)
        inviter(CAMILLE)
        return await browser.entrer()

    assert "chargée de mission" in jouer(scene).text


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

    refused, invited = jouer(scene)
    assert refused.status_code == 403 and "relié à une autre identité" in unescape(refused.text)
    assert "chargée de mission" in invited.text
