"""The second step of an entry, on a service really running: skipped, replayed, guessed, it opens nothing."""

import base64
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests import reseau
from tests.browser.conftest import Serveur, start_server
from tests.securite.conftest import PAGE
from ti_dashboard import horloge
from ti_dashboard.acces import code_temporel
from ti_dashboard.acces.actions import RoleDAcces
from ti_dashboard.acces.personne import PerimetreDAcces
from ti_dashboard.acces.temoins import ENTREE, SESSION
from ti_dashboard.live import comptes, essais_manques, invitations, journal
from ti_dashboard.live.base import Base
from ti_dashboard.live.comptes import Droits

SECOND = "/connexion/second-facteur"
FERMEES = ("/", "/projets", "/seance", "/comptes", "/compte", "/compte/codes", "/deconnexion", "/animation",
           "/evenements/ABCDEF", "/media/a.csv", "/_stcore/host-config", "/ressources/planche.js")  # fmt: skip


@pytest.fixture(scope="module")
def service(donnees_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    place = tmp_path_factory.mktemp("second")
    with pytest.MonkeyPatch.context() as patch:
        reseau.regler(
            patch, TI_DASHBOARD_SECOND_FACTEUR="", TI_DASHBOARD_LIVE_URL=f"sqlite:///{place / 'seance.sqlite'}"
        )
        server = start_server(donnees_demo, place / "journal.txt")
        yield server
        server.stop()


@pytest.fixture
def client(service: Serveur) -> Iterator[httpx.Client]:
    headers = {"Origin": service.adresse}
    with httpx.Client(base_url=service.adresse, headers=headers, follow_redirects=False, timeout=20) as opened:
        yield opened


@pytest.fixture
def compte(magasin: Base, request: pytest.FixtureRequest) -> str:
    """An account of this test alone, whose telephone is not enrolled yet."""
    address = f"{abs(hash(request.node.nodeid))}@exemple.fr"
    reseau.ouvrir_compte(magasin, address, RoleDAcces.ADMINISTRATEUR)
    return address


def mot_de_passe(client: httpx.Client, courriel: str, vers: str = "/projets") -> httpx.Response:
    typed = {"courriel": courriel, "mot_de_passe": reseau.MOT_DE_PASSE, "vers": vers}
    return client.post("/connexion/locale", data=typed)


def secret(client: httpx.Client) -> bytes:
    """What the page of enrolment tells who types it."""
    said = re.search(r'class="cle">([^<]+)<', client.get(SECOND, headers=PAGE).text)
    assert said
    return base64.b32decode(said[1].replace(" ", ""))


def code(seed: bytes, decalage: int = 0) -> str:
    return code_temporel.code(seed, int(horloge.maintenant().timestamp()) // code_temporel.PAS_S + decalage)


def inscrire(client: httpx.Client, courriel: str) -> tuple[bytes, list[str]]:
    mot_de_passe(client, courriel)
    seed = secret(client)
    answer = client.post(SECOND, data={"code": code(seed)})
    assert answer.status_code == 200 and SESSION in client.cookies, answer.text
    return seed, re.findall(r"<li><code>([^<]+)</code></li>", answer.text)


def test_who_has_only_the_password_obtains_the_second_page_and_nothing_else(client, compte, service: Serveur):
    sent = mot_de_passe(client, compte)
    assert sent.headers["location"] == f"{SECOND}?vers=%2Fprojets"
    assert SESSION not in client.cookies and ENTREE in client.cookies
    for path in FERMEES:
        for method in ("GET", "POST"):
            answer = client.request(method, path, headers=PAGE)
            assert answer.headers.get("location", "").split("?")[0] in ("/connexion", "") and answer.status_code >= 300
    held = client.cookies[ENTREE]
    # What names the half entry is worth nothing where a session is asked for.
    for forged in (held, held.split(".")[0]):
        answer = client.get("/projets", headers=PAGE | {"Cookie": f"{SESSION}={forged}"})
        assert answer.status_code == 303
        with pytest.raises(InvalidStatus):
            connect(
                f"{service.adresse.replace('http', 'ws', 1)}/_stcore/stream",
                additional_headers={"Cookie": f"{SESSION}={forged}"},
                origin=service.adresse,
                open_timeout=20,
            )
    assert client.get(SECOND, headers=PAGE).status_code == 200


@pytest.mark.parametrize("temoin", ["", "x", "x.y", "a" * 4_000, "null"])
def test_the_second_page_is_of_nobody_who_has_not_said_a_password(client, temoin: str):
    for method in ("GET", "POST"):
        answer = client.request(method, SECOND, headers={"Cookie": f"{ENTREE}={temoin}"}, data={"code": "000000"})
        assert answer.status_code == 303 and answer.headers["location"].endswith("/connexion")


def test_the_telephone_is_enrolled_then_asked_and_its_codes_serve_once(client, compte, service: Serveur):
    seed, codes = inscrire(client, compte)
    assert len(codes) == 10 and client.get("/projets", headers=PAGE).status_code == 200
    used = code(seed)
    with httpx.Client(base_url=service.adresse, headers={"Origin": service.adresse}, timeout=20) as other:
        mot_de_passe(other, compte)
        page = other.get(SECOND, headers=PAGE).text
        assert 'class="cle"' not in page and "<svg" not in page, "an account that has one is shown no other"
        for wrong in (used, "000000", "", codes[1][:-2], "é" * 6, "1" * 39):
            assert other.post(SECOND, data={"code": wrong}).status_code == 403
            if wrong == "000000":
                break
        assert SESSION not in other.cookies
        assert other.post(SECOND, data={"code": codes[0], "vers": "/projets"}).headers["location"] == "/projets"
        mot_de_passe(other, compte)
        assert other.post(SECOND, data={"code": codes[0]}).status_code == 403


def test_codes_are_not_guessed_five_then_the_account_waits(client, compte, magasin: Base):
    seed, _ = inscrire(client, compte)
    client.cookies.clear()
    mot_de_passe(client, compte)
    tried = [client.post(SECOND, data={"code": f"{k:06}"}).status_code for k in range(essais_manques.ECHECS_MAX)]
    assert set(tried) == {403} and comptes.nomme(magasin, compte).est_bloque
    assert client.post(SECOND, data={"code": code(seed, 1)}).status_code == 403
    assert mot_de_passe(client, compte).status_code == 403
    said = [one.detail for one in journal.lire(magasin) if one.detail.get("facteur") == "code"]
    assert len(said) >= essais_manques.ECHECS_MAX


def test_a_code_sent_from_another_site_is_no_try(client, compte, magasin: Base):
    seed, _ = inscrire(client, compte)
    mot_de_passe(client, compte)
    for origin in ("https://exemple.fr", "null"):
        answer = client.post(SECOND, data={"code": code(seed, 1)}, headers={"Origin": origin})
        assert answer.status_code == 403 and "ne vient pas de notre page" in answer.text
    assert not comptes.nomme(magasin, compte).a_echoue


@pytest.mark.parametrize("vers", ["https://exemple.fr", "//exemple.fr", "/\\exemple.fr", "javascript:alert(1)", SECOND])
def test_one_is_sent_nowhere_else_by_either_step(client, compte, vers: str):
    sent = mot_de_passe(client, compte, vers)
    assert sent.headers["location"] == f"{SECOND}?vers=%2F"
    seed = secret(client)
    page = client.post(f"{SECOND}?vers={vers}", data={"code": code(seed)}).text
    assert 'href="/"' in page and 'exemple.fr"' not in unescape(page).replace(compte, "")


def test_an_invitation_leads_to_the_enrolment_and_its_password_is_typed_twice(client, magasin: Base):
    given = Droits("Direction", frozenset({RoleDAcces.LECTEUR}), PerimetreDAcces())
    link = f"/connexion/invitation?jeton={invitations.inviter(magasin, 'neuf@exemple.fr', given)}"
    typed = {"mot_de_passe": reseau.MOT_DE_PASSE, "mot_de_passe_redit": reseau.MOT_DE_PASSE + "x"}
    refused = client.post(link, data=typed)
    assert refused.status_code == 403 and "ne sont pas les mêmes" in refused.text and "Votre invitation" in refused.text
    assert comptes.nomme(magasin, "neuf@exemple.fr") is None
    typed["mot_de_passe_redit"] = reseau.MOT_DE_PASSE
    assert client.post(link, data=typed).headers["location"] == f"{SECOND}?vers=%2F"
    assert SESSION not in client.cookies
    assert client.post(SECOND, data={"code": code(secret(client))}).status_code == 200
    assert client.get("/projets", headers=PAGE).status_code == 200


def test_one_draws_new_recovery_codes_with_one_s_password(client, compte):
    _, codes = inscrire(client, compte)
    assert "Codes de secours restants : 10" in client.get("/compte").text
    assert client.post("/compte/codes", data={"mot_de_passe": "un autre"}).status_code == 403
    drawn = client.post("/compte/codes", data={"mot_de_passe": reseau.MOT_DE_PASSE})
    assert drawn.status_code == 200 and codes[0] not in drawn.text and drawn.text.count("<li><code>") == 10
    assert drawn.headers["cache-control"].startswith("no-store")
