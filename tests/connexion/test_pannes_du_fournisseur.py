"""A provider that is down, slow, huge, elsewhere or another: the application stays up, and says it in French."""

import asyncio
import tracemalloc

import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

from tests.boucle import derouler
from tests.connexion.parcours import connecter, protocole, refus, reglages, tentatives
from tests.fournisseur_oidc import FournisseurDEssai, servir
from tests.horodateur import certifier
from ti_dashboard.connexion.protocole import Protocole

ETAPES = ["description", "cles", "echange", "userinfo"]
JAMAIS = 5.0
BLOCS, OCTETS = 2_000, 64_000


def _poser(fournisseur, etape, rendu):
    fournisseur.retouches[etape] = lambda *_: rendu


@pytest.fixture(params=ETAPES)
def etape(request):
    return request.param


async def _muet():
    await asyncio.sleep(JAMAIS)


async def _goutte_a_goutte():
    async def drops():
        for _ in range(100):
            yield b" "
            await asyncio.sleep(0.05)

    return StreamingResponse(drops(), media_type="application/json")


@pytest.mark.parametrize("lent", [_muet, _goutte_a_goutte])
def test_a_slow_one_is_not_waited_for(simple, etape, lent):
    _poser(simple, etape, lent)
    refusal = refus(protocole(simple, delai=0.3))
    assert "n'a pas répondu en 1\u00a0seconde" in str(refusal) and "prévenez l'administrateur" in str(refusal)


async def _enorme():
    async def blocks():
        for _ in range(BLOCS):
            yield b" " * OCTETS

    return StreamingResponse(blocks(), media_type="application/json")


async def _gonflee():
    """A kilobyte that would take gigabytes once it is unfolded."""
    return Response(b"x" * 1_000, media_type="application/json", headers={"Content-Encoding": "gzip"})


@pytest.mark.parametrize("enorme", [_enorme, _gonflee])
def test_a_huge_answer_is_not_read(simple, etape, enorme):
    _poser(simple, etape, enorme)
    tracemalloc.start()
    try:
        assert "autre chose que ce qui était demandé" in str(refus(protocole(simple)))
        assert tracemalloc.get_traced_memory()[1] < BLOCS * OCTETS / 2
    finally:
        tracemalloc.stop()


def test_a_redirection_is_not_followed(simple, etape):
    """Nor does the secret, or a bearer token, go where it points."""
    _poser(simple, etape, RedirectResponse(f"{simple.adresse}/ailleurs"))
    assert "ne suit pas" in str(refus(protocole(simple)))
    assert "/ailleurs" not in simple.demandes


def test_an_endless_redirection_is_not_followed(simple):
    _poser(simple, "description", RedirectResponse(f"{simple.adresse}/.well-known/openid-configuration"))
    refus(protocole(simple))
    assert simple.demandes == ["/.well-known/openid-configuration"]


@pytest.mark.parametrize("rendu", [Response("<html>"), JSONResponse([]), JSONResponse({}, 503), Response(b"\xff")])
def test_what_is_no_answer(simple, etape, rendu):
    _poser(simple, etape, rendu)
    assert "administrateur" in str(refus(protocole(simple)))


DESCRIPTIONS = {
    "autre émetteur": lambda d: d | {"issuer": "https://autre.example"},
    "émetteur presque pareil": lambda d: d | {"issuer": d["issuer"] + "/"},
    "sans émetteur": lambda d: {k: v for k, v in d.items() if k != "issuer"},
    "autorisation en clair": lambda d: d | {"authorization_endpoint": "http://idp.example/authorize"},
    "autorisation en script": lambda d: d | {"authorization_endpoint": "javascript:alert(1)"},
    "échange en clair": lambda d: d | {"token_endpoint": "http://idp.example/token"},
    "clés en clair": lambda d: d | {"jwks_uri": "http://idp.example/jwks"},
    "clés dans un fichier": lambda d: d | {"jwks_uri": "file:///etc/passwd"},
    "identité en clair": lambda d: d | {"userinfo_endpoint": "http://idp.example/userinfo"},
    "identité avec un mot de passe": lambda d: d | {"userinfo_endpoint": "https://a:b@idp.example/userinfo"},
    "sortie en clair": lambda d: d | {"end_session_endpoint": "http://idp.example/logout"},
    "adresse en nombre": lambda d: d | {"token_endpoint": 12},
    "adresse avec un retour à la ligne": lambda d: d | {"token_endpoint": "https://idp.example/\ntoken"},
    "sans clés": lambda d: {k: v for k, v in d.items() if k != "jwks_uri"},
}


@pytest.mark.parametrize("cas", DESCRIPTIONS)
def test_a_description_that_would_lead_elsewhere(simple, cas):
    simple.retouches["description"] = DESCRIPTIONS[cas]
    refusal = refus(protocole(simple))
    assert "ne se décrit pas comme prévu" in str(refusal) and "émetteur" in str(refusal)


CLES = {
    "aucune": lambda k: {"keys": []},
    "pas de liste": lambda k: {"keys": "x"},
    "que des secrets": lambda k: {"keys": [{"kty": "oct", "kid": "rsa-1", "k": "c2VjcmV0"}]},
    "que pour chiffrer": lambda k: {"keys": [key | {"use": "enc"} for key in k["keys"]]},
    "abîmées": lambda k: {"keys": [{"kty": "RSA", "n": "!", "e": "AQAB"}, {"kty": "EC"}, 3, None]},
    "trop courtes": lambda k: {"keys": [_courte()]},
}


def _courte():
    from joserfc.jwk import RSAKey

    return RSAKey.generate_key(1024, {"kid": "rsa-1"}).as_dict(private=False)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("cas", CLES)
def test_keys_that_may_not_sign(simple, cas):
    simple.retouches["cles"] = CLES[cas]
    assert "clés illisibles" in refus(protocole(simple)).detail


def test_the_keys_it_does_not_know_are_left_out_and_the_others_serve(simple):
    simple.retouches["cles"] = lambda k: {"keys": [{"kty": "AKP", "alg": "ML-DSA-44", "kid": "pq"}, *k["keys"]]}
    assert connecter(protocole(simple)).identite.sujet == "f1b2c3"


def test_one_that_is_down_when_we_start_is_found_when_it_is_back(strict):
    """Nothing is asked of it until somebody comes; what fails is said, and not kept for long."""
    client = protocole(strict)
    assert strict.demandes == []
    _poser(strict, "description", JSONResponse({}, 503))
    assert "ne se décrit pas" in str(refus(client))
    asked = len(strict.demandes)
    refus(client)
    assert len(strict.demandes) == asked  # who comes just after is told at once
    del strict.retouches["description"]
    client.fournisseur._echec = None  # five seconds later
    assert connecter(client).identite.sujet == "f1b2c3"


def test_one_that_nobody_answers_for(strict):
    nobody = FournisseurDEssai(strict=True, adresse="http://127.0.0.1:1")
    assert "est injoignable" in str(refus(protocole(nobody)))


def test_tls_holds_and_a_certificate_that_nobody_knows_is_refused(tmp_path, monkeypatch):
    root, other = certifier("Racine d'essai"), certifier("Une autre racine")
    certifier("127.0.0.1", root, horodate=False).ecrire(tmp_path, "site")
    with servir(FournisseurDEssai(strict=True), (tmp_path / "site.pem", tmp_path / "site.cle")) as served:
        monkeypatch.setenv("SSL_CERT_FILE", str(other.ecrire(tmp_path, "autre")))
        assert "certificat présenté par ProConnect n'est pas reconnu" in str(
            refus(Protocole(reglages(served), tentatives()))
        )
        monkeypatch.setenv("SSL_CERT_FILE", str(root.ecrire(tmp_path, "racine")))
        client = Protocole(reglages(served), tentatives())
        assert derouler(client.partir("/")).adresse.startswith("https://127.0.0.1:")
        served.retouches["description"] = lambda said: said | {"jwks_uri": "http://127.0.0.1:1/jwks"}
        assert refus(Protocole(reglages(served), tentatives())).detail == "jwks_uri absent ou en clair"
