"""What the server adds around Streamlit, on a tiny application of the same shape."""

import asyncio
import base64
import gzip
import hashlib
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from ti_dashboard.serveur import compression, demarrage
from ti_dashboard.serveur.appel import Reponse, get
from ti_dashboard.serveur.compression import Compression, Reserve, choose_encoding
from ti_dashboard.serveur.page import PageFrancaise, translate
from ti_dashboard.serveur.ressources import A_VERIFIER, FIGE, Ressources, routes
from ti_dashboard.serveur.securite import PAGE_STREAMLIT, Securite, hash_inline_scripts, policy

SCRIPT = "export const mot = 'territoire';\n" * 100
PAGE = PAGE_STREAMLIT.read_text(encoding="utf-8")
EN_BR = {"accept-encoding": "gzip, deflate, br"}


def wait_for(coroutine: Awaitable[Reponse]) -> Reponse:
    """In a thread of its own: Playwright leaves an event loop running in the main one."""
    with ThreadPoolExecutor(1) as fil:
        return fil.submit(asyncio.run, coroutine).result()


def page(_request: Request) -> Response:
    return HTMLResponse(PAGE, headers={"etag": '"fichier"', "last-modified": "Tue, 24 Sep 2019 08:00:00 GMT"})


def module(_request: Request) -> Response:
    en_tetes = {"etag": '"m1"', "cache-control": "public, immutable, max-age=31536000"}
    return Response(SCRIPT, media_type="text/javascript", headers=en_tetes)


def deja_compresse(_request: Request) -> Response:
    return Response(gzip.compress(SCRIPT.encode()), media_type="text/css", headers={"content-encoding": "gzip"})


async def flux(_request: Request) -> Response:
    return StreamingResponse(iter([b"data: 1\n\n"] * 200), media_type="text/event-stream")


@pytest.fixture
def application(tmp_path: Path) -> Starlette:
    (tmp_path / "x.js").write_text(SCRIPT, encoding="utf-8")
    return Starlette(
        routes=[
            Route("/static/js/m.abc.js", module),
            Route("/petit.css", lambda _: Response("a{}", media_type="text/css")),
            Route("/image.png", lambda _: Response(b"x" * 2000, media_type="image/png")),
            Route("/compresse.css", deja_compresse),
            Route("/flux", flux),
            Route("/_stcore/health", lambda _: PlainTextResponse("ok" * 1000)),
            Mount("/ressources", Ressources(tmp_path)),
            Route("/{page:path}", page),
        ],
        middleware=[Middleware(Securite), Middleware(Compression), Middleware(PageFrancaise)],
    )


def test_page_is_french_at_any_address(application: Starlette) -> None:
    for adresse in ("/", "/territoires"):
        html = wait_for(get(application, adresse)).corps.decode()
        assert '<html lang="fr">' in html
        assert "<title>Territoires d'industrie</title>" in html
        assert "You need to enable JavaScript" not in html


def test_rewriting_keeps_the_script_that_the_policy_allows() -> None:
    assert hash_inline_scripts(translate(PAGE)) == hash_inline_scripts(PAGE)


def test_page_tag_is_that_of_what_was_sent(application: Starlette) -> None:
    premiere = wait_for(get(application, "/", EN_BR))
    assert premiere.entetes["etag"].startswith("W/")
    assert "last-modified" not in premiere.entetes
    seconde = wait_for(get(application, "/", EN_BR | {"if-none-match": premiere.entetes["etag"]}))
    assert (seconde.statut, seconde.corps) == (304, b"")
    assert seconde.entetes["vary"] == "Accept-Encoding"
    assert "content-encoding" not in seconde.entetes


def test_policy_allows_exactly_the_inline_script_of_the_installed_page(application: Starlette) -> None:
    assert PAGE.count("<script>") == len(hash_inline_scripts(PAGE)) == 1
    script = PAGE.split("<script>")[1].split("</script>")[0]
    attendue = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    csp = wait_for(get(application, "/")).entetes["content-security-policy"]
    assert f"script-src 'self' blob: 'sha256-{attendue}';" in csp
    assert "unsafe-eval" not in csp
    assert "http:" not in csp.replace("ws://localhost", "")


def test_policy_repeats_no_odd_host() -> None:
    assert "connect-src 'self' ws://ti.example:8501 wss://ti.example:8501;" in policy("ti.example:8501", ())
    assert "connect-src 'self';" in policy("a; script-src *", ())


@pytest.mark.parametrize("adresse", ["/", "/static/js/m.abc.js", "/_stcore/health", "/ressources/absent.js"])
def test_every_response_has_the_security_headers(application: Starlette, adresse: str) -> None:
    en_tetes = wait_for(get(application, adresse)).entetes
    assert en_tetes["x-content-type-options"] == "nosniff"
    assert en_tetes["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in en_tetes["content-security-policy"]


@pytest.mark.parametrize(
    ("accepte", "attendu"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("br;q=zut", None),
        ("", None),
    ],
)
def test_encoding_is_what_both_sides_know(accepte: str, attendu: str | None) -> None:
    assert choose_encoding(accepte) == attendu


@pytest.mark.parametrize(
    ("accepte", "decoder"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)]
)
def test_body_survives_its_encoding(application: Starlette, accepte: str, decoder) -> None:
    for _ in range(2):
        reponse = wait_for(get(application, "/static/js/m.abc.js", {"accept-encoding": accepte}))
        assert decoder(reponse.corps) == SCRIPT.encode()
        assert reponse.entetes.get("content-encoding", "identity") == accepte
        assert reponse.entetes["content-length"] == str(len(reponse.corps))
        assert reponse.entetes["vary"] == "Accept-Encoding"
        assert "immutable" in reponse.entetes["cache-control"]
        assert reponse.entetes["etag"] == ('"m1"' if accepte == "identity" else 'W/"m1"')


def test_compressed_once_then_answered_from_memory(application: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    appels = []
    vrai = compression.compress
    monkeypatch.setattr(compression, "compress", lambda *a: appels.append(a) or vrai(*a))

    async def several() -> list[Reponse]:
        ensemble = [get(application, "/static/js/m.abc.js", EN_BR) for _ in range(5)]
        return [*await asyncio.gather(*ensemble), await get(application, "/static/js/m.abc.js", EN_BR)]

    reponses = wait_for(several())
    assert len(appels) == 1
    assert len({r.corps for r in reponses}) == 1


def test_kept_answer_still_says_not_modified(application: Starlette) -> None:
    wait_for(get(application, "/static/js/m.abc.js", EN_BR))
    reponse = wait_for(get(application, "/static/js/m.abc.js", EN_BR | {"if-none-match": 'W/"m1"'}))
    assert (reponse.statut, reponse.corps) == (304, b"")
    assert reponse.entetes["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("adresse", ["/petit.css", "/image.png", "/flux", "/_stcore/health"])
def test_left_as_it_is(application: Starlette, adresse: str) -> None:
    assert "content-encoding" not in wait_for(get(application, adresse, EN_BR)).entetes


def test_never_compressed_twice(application: Starlette) -> None:
    assert gzip.decompress(wait_for(get(application, "/compresse.css", EN_BR)).corps) == SCRIPT.encode()


def test_range_and_head_are_left_plain(application: Starlette) -> None:
    partie = wait_for(get(application, "/ressources/x.js", EN_BR | {"range": "bytes=0-9"}))
    assert (partie.statut, partie.corps) == (206, SCRIPT.encode()[:10])
    assert wait_for(get(application, "/ressources/x.js", EN_BR, "HEAD")).corps == b""


def test_reserve_keeps_within_its_budget() -> None:
    reserve = Reserve(budget=25)
    for nom in ("a", "b", "c"):
        reserve.keep((nom, "br", ""), [], b"x" * 10)
    assert reserve.find(("a", "br", "")) is None
    assert reserve.find(("c", "br", "")) is not None


def test_versioned_resource_is_kept_for_good(application: Starlette) -> None:
    assert wait_for(get(application, "/ressources/x.js?v=1", EN_BR)).entetes["cache-control"] == FIGE
    assert wait_for(get(application, "/ressources/x.js", EN_BR)).entetes["cache-control"] == A_VERIFIER


def test_changed_resource_is_served_anew(application: Starlette, tmp_path: Path) -> None:
    wait_for(get(application, "/ressources/x.js", EN_BR))
    (tmp_path / "x.js").write_text(SCRIPT * 2, encoding="utf-8")
    reponse = wait_for(get(application, "/ressources/x.js", EN_BR))
    assert brotli.decompress(reponse.corps) == (SCRIPT * 2).encode()


def test_outlines_by_their_hash() -> None:
    from ti_dashboard.composants.contours import contours_json

    application = Starlette(routes=routes())
    corps, empreinte = contours_json(1)
    exacte = wait_for(get(application, f"/ressources/contours-1-{empreinte}.json"))
    assert (exacte.corps, exacte.entetes["cache-control"]) == (corps, FIGE)
    ancienne = wait_for(get(application, "/ressources/contours-1-ancienne.json"))
    assert (ancienne.corps, ancienne.entetes["cache-control"]) == (corps, A_VERIFIER)
    assert wait_for(get(application, "/ressources/contours-3-x.json")).statut == 404


def test_health_waits_for_a_publication(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(tmp_path))
    application = Starlette(routes=routes())
    assert wait_for(get(application, "/sante")).statut == 503
    (tmp_path / "publications").mkdir()
    (tmp_path / "publications" / "courante.json").write_text("{}", encoding="utf-8")
    assert wait_for(get(application, "/sante")).corps == b'{"etat":"pret"}'


def test_warm_up_names_files_that_exist() -> None:
    statiques = PAGE_STREAMLIT.parent
    adresses = [a for a in demarrage.addresses_of_first_opening() if a.startswith("/static/")]
    assert len(adresses) > 30
    assert all((statiques / a.removeprefix("/")).is_file() for a in adresses)
    for nom in demarrage.MODULES_DIFFERES:
        assert any(a.startswith(f"/static/js/{nom}.") for a in adresses), nom
