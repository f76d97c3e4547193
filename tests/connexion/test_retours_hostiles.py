"""What comes back to us by the browser: anybody may write it, and only what this browser asked for, once, is heard."""

import asyncio
from datetime import timedelta

import pytest

from tests.boucle import derouler
from tests.connexion.parcours import EN_CLAIR, aller, connecter, protocole, reglages, tentatives
from ti_dashboard import horloge
from ti_dashboard.connexion.appels import Appels
from ti_dashboard.connexion.protocole import Protocole
from ti_dashboard.connexion.tentative import DUREE, Tentatives
from ti_dashboard.errors import ConnexionRefusee


def _refuse(faire) -> ConnexionRefusee:
    with pytest.raises(ConnexionRefusee) as caught:
        derouler(faire())
    assert str(caught.value).endswith((".", "souhaitez."))
    return caught.value


def _retour(client, spoil):
    """Come back with what ``spoil`` makes of the address and of the cookie."""

    async def come():
        back, cookie = await aller(client)
        said, kept = spoil(dict(back), cookie)
        return await client.revenir(list(said.items()) if isinstance(said, dict) else said, kept)

    return _refuse(come)


ADRESSES = {
    "état d'une autre": (lambda s, c: (s | {"state": "x" * 43}, c), "n'est pas celle"),
    "état vide": (lambda s, c: (s | {"state": ""}, c), "n'est pas celle"),
    "état hors d'ASCII": (lambda s, c: (s | {"state": "é" * 43}, c), "n'est pas celle"),
    "état coupé": (lambda s, c: (s | {"state": s["state"][:-1]}, c), "n'est pas celle"),
    "sans état": (lambda s, c: ({"code": s["code"]}, c), "n'est pas celle"),
    "sans témoin": (lambda s, c: (s, None), "n'a pas demandé"),
    "témoin vide": (lambda s, c: (s, ""), "n'a pas demandé"),
    "témoin d'un autre genre": (lambda s, c: (s, "e30.x"), "n'a pas demandé"),
    "témoin abîmé": (lambda s, c: (s, c[:-3] + "AAA"), "n'a pas demandé"),
    "témoin retouché": (lambda s, c: (s, "A" + c[1:]), "n'a pas demandé"),
    "témoin sans signature": (lambda s, c: (s, c.rpartition(".")[0]), "n'a pas demandé"),
    "témoin démesuré": (lambda s, c: (s, "x" * 100_000), "n'a pas demandé"),
    "sans code": (lambda s, c: ({"state": s["state"]}, c), "ne prouve pas"),
    "code vide": (lambda s, c: (s | {"code": ""}, c), "ne prouve pas"),
    "code inventé": (lambda s, c: (s | {"code": "x"}, c), "expiré ou a déjà servi"),
    "code avec un retour à la ligne": (lambda s, c: (s | {"code": "x\r\nHost: y"}, c), "expiré ou a déjà servi"),
    "code répété": (lambda s, c: ([*s.items(), ("code", "x")], c), "mal formée"),
    "état répété": (lambda s, c: ([*s.items(), ("state", s["state"])], c), "mal formée"),
    "autre fournisseur (iss)": (lambda s, c: (s | {"iss": "https://autre.example"}, c), "ne prouve pas"),
    "fournisseur vide (iss)": (lambda s, c: (s | {"iss": ""}, c), "ne prouve pas"),
    "renoncement": (lambda s, c: ({"error": "access_denied", "state": s["state"]}, c), "abandonnée ou refusée"),
    "indisponible": (lambda s, c: ({"error": "temporarily_unavailable", "state": s["state"]}, c), "indisponible"),
    "erreur sans état": (lambda s, c: ({"error": "access_denied"}, c), "n'est pas celle"),
    "erreur de réglage": (lambda s, c: ({"error": "invalid_scope", "state": s["state"]}, c), "réglage"),
    "erreur qui écrit": (
        lambda s, c: ({"error": "<b>x</b>\n" * 99, "state": s["state"], "error_description": "<b>"}, c),
        "réglage",
    ),
    "erreur et code": (lambda s, c: (s | {"error": "access_denied"}, c), "abandonnée"),
}


@pytest.mark.parametrize("cas", ADRESSES)
def test_an_answer_that_was_not_asked_for(strict, cas):
    spoil, said = ADRESSES[cas]
    refusal = _retour(protocole(strict), spoil)
    assert said in str(refusal)
    assert "<" not in f"{refusal}{refusal.detail}" and "\n" not in refusal.detail


def test_an_answer_that_names_nobody_when_the_provider_names_itself(strict):
    strict.nomme_iss = True
    refusal = _retour(protocole(strict), lambda s, c: ({k: v for k, v in s.items() if k != "iss"}, c))
    assert "autre émetteur" in refusal.detail


def test_the_cookie_of_another_browser(strict):
    """Somebody sends their own answer to somebody else, who would then work under their name."""
    client = protocole(strict)

    async def come():
        mine, _ = await aller(client)
        _, other = await aller(client)
        return await client.revenir(mine, other)

    assert "n'est pas celle" in str(_refuse(come))


def test_an_answer_played_again(strict):
    client = protocole(strict)

    async def come():
        back, cookie = await aller(client)
        await client.revenir(back, cookie)
        return await client.revenir(back, cookie)

    refusal = _refuse(come)
    assert "déjà servi" in str(refusal) and refusal.detail == "retour rejoué"
    assert strict.demandes.count("/token") == 1


def test_an_answer_played_again_by_many_at_once_is_heard_once(strict):
    client = protocole(strict)

    async def come():
        back, cookie = await aller(client)
        return await asyncio.gather(*(client.revenir(back, cookie) for _ in range(10)), return_exceptions=True)

    came = derouler(come())
    assert sum(not isinstance(one, ConnexionRefusee) for one in came) == 1


def test_an_attempt_comes_back_to_another_replica_and_serves_once_for_all(strict):
    served: set[str] = set()
    settings = reglages(strict)
    here, there, other = (Protocole(settings, tentatives(served), Appels(settings.nom, 5.0, EN_CLAIR)) for _ in "123")

    async def come():
        back, cookie = await aller(here)
        assert (await there.revenir(back, cookie)).identite.sujet == "f1b2c3"
        return await other.revenir(back, cookie)

    assert _refuse(come).detail == "retour rejoué"


def test_a_wrong_answer_does_not_use_up_the_right_one(strict):
    client = protocole(strict)

    async def come():
        back, cookie = await aller(client)
        with pytest.raises(ConnexionRefusee):
            await client.revenir([("code", "x"), ("state", "y" * 43)], cookie)
        return await client.revenir(back, cookie)

    assert derouler(come()).identite.sujet == "f1b2c3"


def test_an_attempt_signed_by_another_secret(strict):
    settings = reglages(strict)
    other = Protocole(settings, Tentatives(b"1234567890" * 4, lambda _: True), Appels(settings.nom, 5.0, EN_CLAIR))

    async def come():
        back, cookie = await aller(other)
        return await protocole(strict).revenir(back, cookie)

    assert "n'a pas demandé" in str(_refuse(come))


@pytest.mark.parametrize("ecart", [DUREE + timedelta(seconds=1), -DUREE - timedelta(seconds=1)], ids=["tard", "avant"])
def test_an_attempt_of_more_than_ten_minutes(strict, monkeypatch, ecart):
    client, begun = protocole(strict), horloge.maintenant()

    async def come():
        monkeypatch.setattr(horloge, "maintenant", lambda: begun)
        back, cookie = await aller(client)
        monkeypatch.setattr(horloge, "maintenant", lambda: begun + ecart)
        return await client.revenir(back, cookie)

    assert "plus de dix minutes" in str(_refuse(come))


def test_a_code_of_another_attempt(strict):
    """Stolen from another browser, a code is tied to the other's verifier, and its token to the other's nonce."""
    client = protocole(strict)

    async def come():
        theirs, _ = await aller(client)
        mine, cookie = await aller(client)
        return await client.revenir([("code", dict(theirs)["code"]), ("state", dict(mine)["state"])], cookie)

    assert "expiré ou a déjà servi" in str(_refuse(come))


def test_without_pkce_the_nonce_still_ties_a_code_to_its_attempt(simple):
    client = protocole(simple, pkce=False)

    async def come():
        theirs, _ = await aller(client)
        mine, cookie = await aller(client)
        return await client.revenir([("code", dict(theirs)["code"]), ("state", dict(mine)["state"])], cookie)

    assert _refuse(come).detail == "nonce : InvalidClaimError"


def test_the_page_is_the_one_asked_for_whatever_the_address_says(strict):
    client = protocole(strict)

    async def come():
        back, cookie = await aller(client, "/projets")
        return await client.revenir([*back, ("page", "https://attaquant.example")], cookie)

    assert derouler(come()).page == "/projets"
    assert connecter(client, "//attaquant.example").page == "/"
