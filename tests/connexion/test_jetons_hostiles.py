"""A token that is not exactly what was asked for lets nobody in, and no answer of ours repeats any of it."""

import pytest
from joserfc import jwt
from starlette.responses import JSONResponse, Response

from tests.connexion.jetons import DITS, IDENTITES, NIVEAUX, SIGNATURES, dans
from tests.connexion.parcours import connecter, protocole, refus
from ti_dashboard import horloge

SANS_PREUVE = "ne prouve pas qui vous êtes"
# The rule that a token breaks, as the log has it: a forgery that fails for another reason proves nothing.
DE_SIGNATURE = ("signature : ", "clé inconnue", "jeton fait pour autre chose", "jeton absent")
CHAMPS = {"iss", "sub", "aud", "azp", "exp", "nbf", "iat", "nonce", "at_hash"}
SANS = {f"sans {name}" for name in ("iss", "sub", "aud", "exp", "iat", "nonce")}


@pytest.fixture(autouse=True)
def horloge_arretee(monkeypatch):
    """A second of margin is then a second, however slow the machine is."""
    now = horloge.maintenant()
    monkeypatch.setattr(horloge, "maintenant", lambda: now)


def _vague(refusal) -> None:
    """A sentence for a person, and for the log the rule: neither token nor person."""
    said = f"{refusal} {refusal.detail}"
    assert str(refusal).endswith(".") and "administrateur" in str(refusal)
    assert 0 < len(refusal.detail) < 80
    assert not [word for word in ("eyJ", "f1b2c3", "artin", "un-autre", "attaquant") if word in said]


@pytest.mark.parametrize("cas", SIGNATURES)
def test_a_token_that_is_not_signed_by_the_provider(strict, cas):
    strict.retouches["id_token"] = SIGNATURES[cas]
    refusal = refus(protocole(strict))
    assert SANS_PREUVE in str(refusal)
    assert refusal.detail.startswith(DE_SIGNATURE)
    _vague(refusal)


@pytest.mark.parametrize("cas", DITS)
def test_a_token_that_says_something_else(strict, cas):
    strict.retouches["id_token"] = DITS[cas]
    refusal = refus(protocole(strict))
    assert SANS_PREUVE in str(refusal)
    claim = refusal.detail.split()[0]
    assert claim == cas.removeprefix("sans ") if cas in SANS else claim in CHAMPS
    _vague(refusal)


def test_a_way_of_signing_that_is_not_allowed_whoever_signs(strict):
    """By the right key, which says nothing of how it signs."""
    strict.tourner()
    key = strict.cles["RS256"]
    header = {"alg": "RS512", "kid": key.kid}
    strict.retouches["id_token"] = lambda claims, _: lambda: jwt.encode(header, claims, key, algorithms=["RS512"])
    assert refus(protocole(strict)).detail == "signature : UnsupportedAlgorithmError"


@pytest.mark.parametrize("sub", ["", "  ", "x" * 256, "é"])
def test_somebody_without_a_lasting_name(strict, sub):
    """The same in the ID token and in /userinfo: only what it is made of is wrong."""
    strict.personne["sub"] = sub
    assert refus(protocole(strict)).detail == "sub absent ou illisible"


@pytest.mark.parametrize("cas", NIVEAUX)
def test_a_level_that_was_not_asked_for(strict, cas):
    strict.retouches["id_token"] = NIVEAUX[cas]
    refusal = refus(protocole(strict, acr=("eidas1", "eidas2")))
    assert "double authentification" in str(refusal) and refusal.detail == "acr : niveau non atteint"


@pytest.mark.parametrize("cas", SIGNATURES)
def test_an_identity_that_is_not_signed_by_the_provider(strict, cas):
    def forged(claims, provider):
        made = SIGNATURES[cas](claims, provider)
        token = made() if callable(made) else made
        return token if isinstance(token, str) else str(token)

    strict.retouches["userinfo"] = forged
    refusal = refus(protocole(strict))
    assert refusal.detail.startswith(DE_SIGNATURE)
    _vague(refusal)


@pytest.mark.parametrize("cas", IDENTITES)
def test_an_identity_that_says_something_else(strict, cas):
    strict.retouches["userinfo"] = IDENTITES[cas]
    refusal = refus(protocole(strict))
    assert refusal.detail and str(refusal).endswith(".")
    assert "artin" not in f"{refusal} {refusal.detail}"


def test_the_id_token_of_somebody_is_not_their_identity(strict):
    """Signed by the same key for the same client: what it is made for tells them apart."""
    kept = []
    strict.retouches["id_token"] = lambda claims, provider: (kept.append(provider.signer(claims)), claims)[1]
    strict.retouches["userinfo"] = lambda claims, provider: kept[0]
    assert refus(protocole(strict)).detail == "courriel absent ou illisible"


def test_an_identity_in_clear_is_not_proconnect_s(strict):
    strict.retouches["userinfo"] = lambda claims, _: JSONResponse(claims)
    assert refus(protocole(strict)).detail == "userinfo sans signature"


@pytest.mark.parametrize("skew", [-59, 59])
def test_two_clocks_may_differ_by_less_than_a_minute(strict, skew):
    strict.retouches["id_token"] = dans(skew, "exp" if skew < 0 else "iat")
    assert connecter(protocole(strict)).identite.sujet == "f1b2c3"


@pytest.mark.parametrize("dit", [{}, {"email_verified": False}, {"email_verified": "true"}, {"email_verified": 1}])
def test_a_plain_provider_must_vouch_for_the_address(simple, dit):
    simple.personne = {k: v for k, v in simple.personne.items() if k != "email_verified"} | dit
    assert "ne garantit pas" in str(refus(protocole(simple)))


def test_unless_it_vouches_for_every_address_it_gives(simple):
    del simple.personne["email_verified"]
    assert connecter(protocole(simple, courriel_atteste=True)).identite.courriel == "camille.martin@region.example"


@pytest.mark.parametrize(
    "siret", ["123", "1300252650001x", "１３００２５２６５０００１３", 13002526500013, None, [], " " * 14]
)
def test_what_is_no_siret_names_no_organisation(strict, siret):
    strict.personne["siret"] = siret
    assert connecter(protocole(strict)).identite.siret is None


def test_a_name_is_shown_on_one_line_and_short(strict):
    strict.personne["usual_name"] = "Martin\n\x00\u202e<script>" + "x" * 500
    name = connecter(protocole(strict)).identite.nom
    assert name.startswith("Martin <script>") and len(name) == 120 and name.isprintable()


@pytest.mark.parametrize(
    "rendu",
    [
        Response("<html>", media_type="text/html"),
        JSONResponse(["f1b2c3"]),
        Response("{", media_type="application/json"),
        Response(b'{"sub":' * 9_000, media_type="application/json"),
        JSONResponse({"error": "server_error"}, 500),
        JSONResponse({}, 204),
    ],
    ids=["une page", "une liste", "coupé", "profond", "une erreur", "rien"],
)
def test_an_identity_that_is_none(simple, rendu):
    simple.retouches["userinfo"] = lambda person, _: rendu
    assert SANS_PREUVE in str(refus(protocole(simple)))


@pytest.mark.parametrize(
    "dit",
    [
        {"token_type": "mac"},
        {"token_type": None},
        {"access_token": None},
        {"access_token": ["x"]},
        {"access_token": "é"},
    ],
)
def test_an_exchange_that_gives_no_bearer_token(strict, dit):
    strict.retouches["echange"] = lambda said: said | dit
    assert SANS_PREUVE in str(refus(protocole(strict)))


def test_an_unknown_key_makes_the_keys_be_read_once_more_and_not_at_each_token(strict):
    client = protocole(strict)
    strict.retouches["id_token"] = SIGNATURES["kid inconnu"]
    for _ in range(6):
        assert refus(client).detail == "clé inconnue"
    assert strict.demandes.count("/jwks") == 2
