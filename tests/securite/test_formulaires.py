"""The forms of the doors: sent from elsewhere, twisted, repeated, they open nothing, and the answer echoes nothing."""

import httpx
import pytest

from tests import reseau
from tests.browser.conftest import Serveur
from tests.securite.conftest import PAGE
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.temoins import SESSION
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import ALPHABET, TAILLE_CODE
from ti_dashboard.serveur.entree import CODES

JUSTE = {"courriel": "lecteur@exemple.fr", "mot_de_passe": reseau.MOT_DE_PASSE}
ORIGINES = ("https://exemple.fr", "null", "", "http://127.0.0.1:1", "http://127.0.0.1.exemple.fr", "file://", "http://")
PORTES = (("/connexion/locale", JUSTE), ("/connexion/seance", {"code": "ABCDEF"}), ("/deconnexion", {"partout": "oui"}))
BALISES = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "{{7*7}}", "{% raw %}",
    "javascript:alert(1)", "\x00\x01", "\u202e\u2066", "é" * 500, "%0d%0aSet-Cookie:x=1", "\r\nSet-Cookie: x=1",
)  # fmt: skip
AILLEURS = (
    "https://exemple.fr", "//exemple.fr", "/\\exemple.fr", "\\/exemple.fr", "http:exemple.fr", "/%09/exemple.fr",
    "javascript:alert(1)", "data:text/html,x", "/connexion/../../exemple.fr//x", " //exemple.fr", "/\t/exemple.fr",
    "/\n/exemple.fr", "///exemple.fr", "/.//exemple.fr", "@exemple.fr", "/deconnexion", "/connexion?vers=/",
)  # fmt: skip


@pytest.mark.parametrize("origine", [None, *ORIGINES])
@pytest.mark.parametrize(("chemin", "champs"), PORTES, ids=lambda value: str(value)[:24])
def test_a_form_sent_from_elsewhere_opens_and_closes_nothing(entre, chemin: str, champs: dict, origine: str | None):
    client = entre(RoleDAcces.LECTEUR if chemin == "/deconnexion" else RoleDAcces.VISITEUR)
    before = client.cookies.get(SESSION)
    answer = client.post(chemin, data=champs, headers={} if origine is None else {"Origin": origine})
    assert answer.status_code == 403 and "ne vient pas de notre page" in answer.text
    assert client.cookies.get(SESSION) == before and "set-cookie" not in answer.headers
    if before:
        assert client.get("/deconnexion", headers=PAGE).status_code == 200


@pytest.mark.parametrize("text", BALISES)
@pytest.mark.parametrize("champ", ["courriel", "mot_de_passe", "code", "vers"])
def test_what_is_typed_is_given_back_as_text(etranger: httpx.Client, service: Serveur, champ: str, text: str):
    path = "/connexion/seance" if champ == "code" else "/connexion/locale"
    answer = etranger.post(path, data={champ: text}, headers={"Origin": service.adresse})
    assert answer.status_code in (400, 403, 429)
    assert text not in answer.text or not set(text) & set("<>\"'")
    assert "set-cookie" not in answer.headers and "49" not in answer.text.split("<main>")[-1]


@pytest.mark.parametrize("vers", AILLEURS)
def test_one_is_sent_nowhere_else_after_signing_in(service: Serveur, vers: str):
    with httpx.Client(base_url=service.adresse, timeout=20) as client:
        answer = client.post("/connexion/locale", data=JUSTE | {"vers": vers}, headers={"Origin": service.adresse})
    place = httpx.URL(service.adresse).join(answer.headers["location"])
    assert answer.status_code == 303 and place.host == "127.0.0.1" and str(place).startswith(service.adresse)
    assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "corps",
    [
        b"",
        b"\xff\xfe\x00",
        b"courriel=" + b"a" * 9_000,
        b"courriel=a&" * 600,
        b'{"courriel": "x"}',
        b"courriel=%FF%FE&mot_de_passe=%00",
        b"courriel[]=a&mot_de_passe[]=b",
    ],
)
@pytest.mark.parametrize(
    "genre", ["application/x-www-form-urlencoded", "application/json", "multipart/form-data", "text/x"]
)
def test_a_body_that_is_no_form_of_ours_is_refused(etranger: httpx.Client, service: Serveur, corps: bytes, genre: str):
    headers = {"Origin": service.adresse, "Content-Type": genre}
    answer = etranger.post("/connexion/locale", content=corps, headers=headers)
    assert answer.status_code in (400, 403, 413, 429), answer.text
    assert "Traceback" not in answer.text and "set-cookie" not in answer.headers


def test_a_file_sent_with_a_form_is_refused(etranger: httpx.Client, service: Serveur):
    sent = etranger.post("/connexion/locale", files={"courriel": b"x"}, headers={"Origin": service.adresse})
    assert sent.status_code in (400, 403)


@pytest.mark.parametrize("role", [RoleDAcces.LECTEUR, RoleDAcces.INVITE])
def test_a_cookie_changed_by_one_letter_is_none(entre, role: RoleDAcces):
    client = entre(role)
    held = client.cookies[SESSION]
    for other in (held[:-1], held + "a", held.swapcase(), held.split(".")[0], "." + held, "", "null", "a" * 4_000):
        answer = client.get("/projets", headers=PAGE | {"Cookie": f"{SESSION}={other}"})
        if other != held:
            assert answer.status_code in (303, 400) and "/connexion" in answer.headers.get("location", "/connexion")


def test_the_cookie_of_a_session_is_read_by_no_script_and_sent_by_no_other_site(service: Serveur):
    with httpx.Client(base_url=service.adresse) as client:
        answer = client.post("/connexion/locale", data=JUSTE, headers={"Origin": service.adresse})
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said and "samesite=lax" in said and "path=/" in said and reseau.MOT_DE_PASSE not in said


def test_a_session_of_before_signing_in_is_not_the_one_of_after(service: Serveur):
    """Whoever plants a cookie in a browser does not know the one it gets."""
    with httpx.Client(base_url=service.adresse) as client:
        client.cookies.set(SESSION, "plante")
        answer = client.post("/connexion/locale", data=JUSTE, headers={"Origin": service.adresse})
        first = answer.cookies[SESSION]
        second = client.post("/connexion/locale", data=JUSTE, headers={"Origin": service.adresse}).cookies[SESSION]
    assert len({"plante", first, second}) == 3


def test_out_everywhere_is_out_at_once_in_every_browser(entre, service: Serveur):
    here, there = entre(RoleDAcces.DONNEES), entre(RoleDAcces.DONNEES)
    assert there.get("/projets", headers=PAGE).status_code == 200
    here.post("/deconnexion", data={"partout": "oui"}, headers={"Origin": service.adresse})
    assert there.get("/projets", headers=PAGE).status_code == 303


def test_codes_are_tried_at_a_pace_that_finds_none(etranger: httpx.Client, service: Serveur, magasin: Base):
    answers = [
        etranger.post(
            "/connexion/seance", data={"code": f"ZZZZ{a}{b}"}, headers={"Origin": service.adresse}
        ).status_code
        for a in ALPHABET[:6]
        for b in ALPHABET[:6]
    ]
    assert 429 in answers and set(answers) == {403, 429}
    # At the pace let to all origins together, the half of what there is takes longer than any séance by far.
    minutes = len(ALPHABET) ** TAILLE_CODE / 2 / CODES.en_tout
    assert minutes > 5 * 365 * 24 * 60
