"""The key of a presenter: it leaves the address at the first request, and only the browser keeps it."""

import json
from urllib.parse import parse_qs

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.unit.petite_application import wait_for
from ti_dashboard.live import marche, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.seances import Seance
from ti_dashboard.serveur import animation
from ti_dashboard.serveur.noms_des_temoins import NomsDesTemoins


async def page(request):
    return PlainTextResponse(str(request.url))


class Client:
    """A browser that follows no redirection."""

    def __init__(self, application) -> None:
        self.transport = httpx.ASGITransport(app=application)

    def ask(self, method: str, address: str, **options) -> httpx.Response:
        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=self.transport, base_url="http://essai") as client:
                return await client.request(method, address, **options)

        return wait_for(send())

    def get(self, address: str, **options) -> httpx.Response:
        return self.ask("GET", address, **options)

    def post(self, address: str, **options) -> httpx.Response:
        return self.ask("POST", address, **options)


@pytest.fixture
def client(magasin: Base, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(animation, "base", lambda: magasin)
    application = Starlette(routes=[*animation.routes(), Route("/{path:path}", page)])
    return Client(ProxyHeadersMiddleware(NomsDesTemoins(animation.CleHorsAdresse(application))))


def test_the_link_of_a_presenter_is_asked_again_without_its_key(client: Client, seance: Seance):
    answer = client.get(f"/projets?arrete=24/09/2019&animer={seance.cle}&region=%C3%8Ele-de-France&region=Bretagne")
    assert answer.status_code == 303 and answer.headers["cache-control"] == "no-store"
    location = answer.headers["location"]
    assert location.startswith("?") and seance.cle not in location
    words = {"arrete": ["24/09/2019"], "animer": [seance.code], "region": ["Île-de-France", "Bretagne"]}
    assert parse_qs(location[1:]) == words
    cookie = answer.headers.get_list("set-cookie")[0]
    assert cookie.startswith(f"animer-{seance.code}={seance.cle};")
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie and "Secure" not in cookie


def test_a_bare_link_leads_to_the_screen_and_the_arrete_of_the_room(client: Client, seance: Seance, magasin: Base):
    link = f"/?animer={seance.cle}"
    assert client.get(link).headers["location"] == f"/?arrete=24%2F09%2F2019&animer={seance.code}"
    marche.deplacer(magasin, seance.code, "/projets?arrete=24%2F09%2F2019&region=Bretagne", 1)
    there = f"/projets?arrete=24%2F09%2F2019&region=Bretagne&animer={seance.code}"
    assert client.get(link).headers["location"] == there
    marche.clore(magasin, seance.code, "CGET")
    assert client.get(link).headers["location"] == f"/seance?animer={seance.code}"


def test_one_browser_keeps_one_mark_that_tells_it_from_another(client: Client, seance: Seance):
    marks = [a.headers.get_list("set-cookie")[1] for a in (client.get(f"/?animer={seance.cle}") for _ in range(2))]
    assert all(m.startswith("poste=") and "HttpOnly" in m for m in marks) and marks[0] != marks[1]
    again = client.get(f"/?animer={seance.cle}", headers={"Cookie": "poste=0123456789abcdef"})
    assert again.headers.get_list("set-cookie")[1].startswith("poste=0123456789abcdef;")
    kept = client.post("/animation", json={"cle": seance.cle, "poste": "fedcba9876543210"})
    assert kept.headers.get_list("set-cookie")[1].startswith("poste=fedcba9876543210;")
    refused = client.post("/animation", json={"cle": seance.cle, "poste": "x; Domain=ailleurs.fr"})
    assert len(refused.headers.get_list("set-cookie")) == 1


def test_behind_an_encrypted_front_the_cookie_never_travels_in_clear(client: Client, seance: Seance):
    answer = client.get(f"/?animer={seance.cle}", headers={"X-Forwarded-Proto": "https"})
    for cookie in answer.headers.get_list("set-cookie"):
        assert cookie.startswith(("__Host-animer-", "__Host-poste=")) and cookie.endswith("; Secure")


@pytest.mark.parametrize("path", ["//ailleurs.fr/", "/\\ailleurs.fr/"])
def test_whatever_the_path_the_browser_stays_on_this_server(client: Client, seance: Seance, path: str):
    answer = client.get(f"http://essai{path}?animer={seance.cle}")
    assert "ailleurs" not in answer.headers["location"]


def test_a_code_and_an_unknown_key_open_nothing(client: Client, seance: Seance):
    for said in (seance.code, "A" * 16, "", "%00"):
        answer = client.get(f"/projets?animer={said}")
        assert answer.status_code == 200 and "set-cookie" not in answer.headers


def test_a_page_hands_its_key_over_without_an_address(client: Client, seance: Seance):
    answer = client.post("/animation", json={"cle": seance.cle})
    assert answer.status_code == 204 and f"animer-{seance.code}={seance.cle}" in answer.headers["set-cookie"]
    assert client.post("/animation", json={"cle": seance.code}).status_code == 404
    for body in ("[]", "{}", "nul", json.dumps({"cle": "A" * 2_000})):
        refused = client.post("/animation", content=body, headers={"Content-Type": "application/json"})
        assert refused.status_code in (400, 413) and "set-cookie" not in refused.headers
    assert client.post("/animation", data={"cle": seance.cle}).status_code == 415


def test_a_store_that_does_not_answer_lets_the_page_say_so(seance: Seance, client: Client, monkeypatch):
    def fall(*_: object) -> None:
        raise animation.TableauDeBordError("rien")

    monkeypatch.setattr(seances, "animee_par", fall)
    assert client.get(f"/projets?animer={seance.cle}").status_code == 200
