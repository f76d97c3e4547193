"""Compression: negotiated, made once, never at the expense of caches, streams and partial answers."""

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette

from tests.boucle import derouler
from tests.unit.petite_application import EN_BR, SCRIPT, build, wait_for
from ti_dashboard.serveur import compression
from ti_dashboard.serveur.appel_interne import ReponseInterne, get
from ti_dashboard.serveur.compression import Reserve, choose_encoding


@pytest.fixture
def application(tmp_path: Path) -> Starlette:
    return build(tmp_path)


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
def test_body_survives_its_encoding(application: Starlette, accepte: str, decoder: Callable[[bytes], bytes]) -> None:
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

    async def several() -> list[ReponseInterne]:
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


def test_changed_resource_is_served_anew(application: Starlette, tmp_path: Path) -> None:
    wait_for(get(application, "/ressources/x.js", EN_BR))
    (tmp_path / "x.js").write_text(SCRIPT * 2, encoding="utf-8")
    reponse = wait_for(get(application, "/ressources/x.js", EN_BR))
    assert brotli.decompress(reponse.corps) == (SCRIPT * 2).encode()


def test_two_answers_without_a_tag_are_each_that_of_who_asked(application: Starlette) -> None:
    async def together() -> list[ReponseInterne]:
        return await asyncio.gather(*(get(application, f"/a-nous/{nom}", EN_BR) for nom in ("a", "b", "c")))

    told = [brotli.decompress(one.corps).decode()[:8] for one in derouler(together())]
    assert told == ["<p>a</p>", "<p>b</p>", "<p>c</p>"]
