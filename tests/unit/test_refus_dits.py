"""Whoever refuses, it is said in French: a page to a reader, a line to a program; nothing else is touched."""

from html import unescape

import httpx
import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.boucle import derouler
from ti_dashboard.serveur.adresses import introuvable
from ti_dashboard.serveur.refus_dits import AUTREMENT, DITS, RefusDits, dire

PAGE = {"Accept": "text/html,application/xhtml+xml"}


async def refuser(request: Request) -> Response:
    status, how = int(request.path_params["statut"]), request.path_params["comment"]
    if how == "leve":
        raise HTTPException(status, headers={"Retry-After": "9"})
    answers = {
        "vide": lambda: Response(status_code=status),
        "json": lambda: JSONResponse({"etat": "indisponible"}, status),
        "notre": lambda: dire(status, "Notre phrase.", WWW_Authenticate="Bearer"),
        "page": lambda: introuvable("/x"),
        "anglais": lambda: PlainTextResponse("Some English words", status),
    }
    return answers[how]()


APPLICATION = RefusDits(Starlette(routes=[Route("/{comment}/{statut}", refuser, methods=["GET"])]))


def demander(chemin: str, methode: str = "GET", **entetes: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(APPLICATION)
        async with httpx.AsyncClient(transport=transport, base_url="http://essai") as client:
            return await client.request(methode, chemin, headers=entetes)

    return derouler(ask())


@pytest.mark.parametrize("statut", [*DITS, 418, 507])
@pytest.mark.parametrize("comment", ["leve", "vide", "anglais"])
def test_what_says_nothing_or_says_it_in_english_is_said_again(statut: int, comment: str):
    name, sentence = DITS.get(statut, AUTREMENT)
    line = demander(f"/{comment}/{statut}")
    assert (line.status_code, line.text) == (statut, f"{sentence}\n")
    assert line.headers["content-type"].startswith("text/plain") and line.headers["content-language"] == "fr"
    page = demander(f"/{comment}/{statut}", **PAGE)
    assert page.status_code == statut and f"<h1>{name}</h1>" in unescape(page.text) and sentence in unescape(page.text)
    assert int(page.headers["content-length"]) == len(page.content)
    assert len(page.headers.get_list("content-type")) == len(page.headers.get_list("content-length")) == 1
    assert (page.headers.get("retry-after") == "9") is (comment == "leve")


def test_a_wrong_method_keeps_what_it_may_be_and_an_absent_address_is_french():
    answer = demander("/vide/200", "POST", **PAGE)
    assert answer.status_code == 405 and set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "Method Not Allowed" not in answer.text and "Not Found" not in demander("/").text


@pytest.mark.parametrize(("comment", "dit"), [("notre", "Notre phrase.\n"), ("json", None), ("page", None)])
def test_what_is_ours_or_is_no_text_goes_through_as_it_is(comment: str, dit: str | None):
    answer = demander(f"/{comment}/404", **PAGE)
    assert dit is None or answer.text == dit
    assert comment != "json" or answer.json() == {"etat": "indisponible"}
    assert comment != "page" or "Les pages :" in answer.text
    assert comment != "notre" or answer.headers["www-authenticate"] == "Bearer"


def test_what_is_not_refused_is_not_touched():
    assert demander("/anglais/200").text == "Some English words"
    assert demander("/vide/302").status_code == 302
