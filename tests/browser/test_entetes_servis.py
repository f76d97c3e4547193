"""The headers as the real server sends them, on each kind of answer that it has."""

import re

import httpx
import pytest

from tests.browser.conftest import Ecran, Serveur
from ti_dashboard.serveur.securite import FIXES, PAGE_STREAMLIT

STYLE = re.findall(r'href="\.(/static/css/[^"]+)"', PAGE_STREAMLIT.read_text(encoding="utf-8"))[0]


@pytest.mark.parametrize(
    ("methode", "chemin", "statuts", "garde"),
    [
        ("GET", "/", (200,), "no-cache"),
        ("GET", "/territoires?region=Bretagne", (200,), "no-cache"),
        ("GET", STYLE, (200,), "public, immutable, max-age=31536000"),
        ("GET", "/accueil", (307,), "no-store"),
        ("GET", "/inconnue", (404,), "no-store"),
        ("GET", "/media/inconnu.xlsx", (404,), "no-store"),
        ("GET", "/evenements/ABCDEF", (404,), "no-store"),
        ("PUT", "/_stcore/upload_file/a/b", (400, 403, 404), "no-store"),
        ("POST", "/animation", (415,), "no-store"),
        ("DELETE", "/", (405,), "no-store"),
        ("GET", "/sante", (200,), "no-store"),
        ("GET", "/_stcore/health", (200,), "no-cache"),
    ],
)
def test_each_kind_of_answer_is_closed_and_says_how_long_it_is_kept(
    serveur: Serveur, methode: str, chemin: str, statuts: tuple[int, ...], garde: str
) -> None:
    found = httpx.request(methode, serveur.adresse + chemin)
    assert found.status_code in statuts, found.text[:300]
    assert {name: found.headers[name] for name in FIXES} == FIXES
    assert found.headers["cache-control"] == garde
    assert not re.search(r"\d", found.headers.get("server", "")), "no version"
    assert "x-powered-by" not in found.headers and "strict-transport-security" not in found.headers


def test_the_browser_isolates_the_page_and_understands_each_right_it_is_refused(ecran: Ecran) -> None:
    said: list[str] = []
    ecran.page.on("console", lambda message: said.append(message.text))
    ecran.open("/")
    assert ecran.page.evaluate("() => self.crossOriginIsolated")
    assert not [text for text in said if "Permissions-Policy" in text or "Permissions policy" in text]
