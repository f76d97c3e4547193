"""Somebody logs in and out, by a provider as strict as ProConnect and by a plain one."""

import asyncio
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.boucle import derouler
from tests.connexion.parcours import aller, connecter, parcourir, protocole
from tests.fournisseur_oidc import CONNUS, SORTIE
from ti_dashboard.errors import ConnexionRefusee


def test_proconnect_says_who_comes_and_where_they_were(strict):
    came = connecter(protocole(strict), "/projets?region=Bretagne")
    who = came.identite
    assert (who.emetteur, who.sujet) == (strict.adresse, "f1b2c3")
    assert (who.courriel, who.siret) == ("camille.martin@region.example", "13002526500013")
    assert (who.prenoms, who.nom, who.organisation) == ("Camille", "Martin", "Région d'essai")
    assert came.page == "/projets?region=Bretagne"
    assert came.id_token.count(".") == 2


def test_a_plain_provider_says_it_too(simple):
    who = connecter(protocole(simple)).identite
    assert (who.courriel, who.nom, who.siret) == ("camille.martin@region.example", "Martin", None)


@pytest.mark.parametrize("algorithme", ["RS256", "ES256"])
def test_either_way_of_signing_holds(strict, algorithme):
    strict.algorithme = algorithme
    assert connecter(protocole(strict)).identite.sujet == "f1b2c3"


def test_a_provider_without_pkce_is_spoken_to_without_it(simple):
    client = protocole(simple, pkce=False)
    assert "code_challenge" not in derouler(client.partir("/")).adresse
    assert connecter(client).identite.sujet == "f1b2c3"


def test_a_plain_provider_may_sign_too(simple):
    def signed(person, provider):
        from starlette.responses import Response

        claims = person | {"iss": provider.adresse, "aud": "tableau-de-bord"}
        return Response(provider.signer(claims), media_type="application/jwt")

    simple.retouches["userinfo"] = signed
    assert connecter(protocole(simple)).identite.sujet == "f1b2c3"


def test_the_request_has_nothing_that_proconnect_does_not_know(strict):
    asked = parse_qs(urlsplit(derouler(protocole(strict, acr=("eidas2", "eidas3")).partir("/")).adresse).query)
    assert asked.keys() <= CONNUS and "prompt" not in asked and "acr_values" not in asked
    assert asked["claims"] == ['{"id_token":{"acr":{"essential":true,"values":["eidas2","eidas3"]}}}']
    assert asked["scope"] == ["openid given_name usual_name email uid siret"]
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[name][0]) == 43


def test_each_attempt_draws_its_own(strict):
    client = protocole(strict)
    sent = [parse_qs(urlsplit(derouler(client.partir("/")).adresse).query) for _ in range(20)]
    for name in ("state", "nonce", "code_challenge"):
        assert len({asked[name][0] for asked in sent}) == 20
    assert not {asked["state"][0] for asked in sent} & {asked["nonce"][0] for asked in sent}


def test_the_level_is_asked_of_others_in_the_standard_way(simple):
    asked = parse_qs(urlsplit(derouler(protocole(simple, acr=("or",)).partir("/")).adresse).query)
    assert asked["acr_values"] == ["or"] and "claims" not in asked


def test_the_level_that_was_asked_for_is_let_in(strict):
    assert connecter(protocole(strict, acr=("eidas1", "eidas2"))).identite.acr == "eidas1"


def test_the_provider_describes_itself_once(strict):
    client = protocole(strict)
    for _ in range(3):
        connecter(client)
    assert strict.demandes.count("/.well-known/openid-configuration") == 1
    assert strict.demandes.count("/jwks") == 1


def test_many_who_come_at_once_read_it_once(strict):
    client = protocole(strict)

    async def all_at_once():
        return await asyncio.gather(*(parcourir(client) for _ in range(12)))

    assert len(derouler(all_at_once())) == 12
    assert strict.demandes.count("/jwks") == strict.demandes.count("/.well-known/openid-configuration") == 1


def test_rotated_keys_are_read_again_at_once(strict):
    client = protocole(strict)
    connecter(client)
    strict.tourner()
    assert connecter(client).identite.sujet == "f1b2c3"
    assert strict.demandes.count("/jwks") == 2


def test_the_session_is_closed_at_the_provider_with_its_token(strict):
    client = protocole(strict)
    came = connecter(client)
    left = derouler(client.quitter(came.id_token))
    answer = httpx.get(left.adresse)
    assert answer.headers["Location"] == f"{SORTIE}?state={left.temoin}" and len(left.temoin) == 43
    assert strict.sorties[0]["id_token_hint"] == came.id_token


def test_a_provider_without_a_way_out_is_left_here_only(simple):
    simple.retouches["description"] = lambda said: {k: v for k, v in said.items() if k != "end_session_endpoint"}
    client = protocole(simple)
    assert derouler(client.quitter(connecter(client).id_token)) is None


def test_nothing_secret_is_written_in_what_is_logged(strict):
    client = protocole(strict)
    sent, came = derouler(client.partir("/")), connecter(client)
    assert came.id_token not in repr(came) and sent.temoin not in repr(sent)
    assert client.reglages.secret not in repr(client.reglages)


def test_the_answers_name_who_they_come_from_when_they_can(strict):
    strict.nomme_iss = True
    assert connecter(protocole(strict)).identite.sujet == "f1b2c3"


def test_the_strict_provider_refuses_what_proconnect_refuses(strict):
    """The witness is one only if it says no: each fault of a client is an error of its own."""
    sent = derouler(protocole(strict).partir("/")).adresse
    for spoiled in (
        f"{sent}&prompt=select_account&connection=x",
        sent.replace("state=", "state=&autre="),
        sent.replace("code_challenge_method=S256", "code_challenge_method=plain"),
        sent.replace("retour", "retour%2F"),
    ):
        assert httpx.get(spoiled).status_code == 400
    assert httpx.get(f"{strict.adresse}/session/end?state=court").status_code == 400
    with pytest.raises(ConnexionRefusee, match="ne reconnaît pas ce tableau de bord"):
        connecter(protocole(strict, secret="un autre secret, assez long"))  # noqa: S106


def test_a_code_is_good_once(strict):
    client = protocole(strict)

    async def twice():
        back, cookie = await aller(client)
        code = dict(back)["code"]
        await client.revenir(back, cookie)
        other, other_cookie = await aller(client)
        await client.revenir([("code", code), ("state", dict(other)["state"])], other_cookie)

    with pytest.raises(ConnexionRefusee, match="expiré ou a déjà servi"):
        derouler(twice())
