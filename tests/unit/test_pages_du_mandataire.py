"""What nginx says when the application does not: one page in several words, that needs nothing else to be shown."""

import re
from pathlib import Path

import pytest

from ti_dashboard.dossier.chemins import RACINE

NGINX = RACINE / "deploiement" / "nginx"
PAGES = sorted((NGINX / "erreurs").glob("*.html"))
# The only words that are a page's own; all around them is the same, style and head included.
MOTS = re.compile(
    r"<title>(?P<onglet>[^<]+?)\u00a0– Territoires d'industrie</title>|<h1>(?P<titre>[^<]+)</h1>"
    r"|<p>(?P<texte>[^<]+)</p>|<a href=\"(?P<vers>(?:/[a-z]*)?)\">(?P<lien>[^<]+)</a>"
)


def _mots(page: Path) -> dict[str, str]:
    found = [found.groupdict() for found in MOTS.finditer(page.read_text(encoding="utf-8"))]
    return {name: said for words in found for name, said in words.items() if said is not None}


def test_the_pages_of_the_proxy_are_one_page_but_for_its_words():
    """They cannot share a file: the policy under which they are served lets them ask for nothing."""
    assert len({MOTS.sub("", page.read_text(encoding="utf-8")) for page in PAGES}) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_the_proxy_has_all_its_words_and_asks_for_nothing(page: Path):
    said = _mots(page)
    assert said.keys() == {"onglet", "titre", "texte", "vers", "lien"}
    assert said["onglet"] == said["titre"]
    assert not re.search(r"src=|<link|<script|style=|url\(|@import|https?:", page.read_text(encoding="utf-8"))


def test_the_site_serves_each_page_and_no_other():
    site = (NGINX / "tableau-de-bord.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"error_page [\d ]+ /_erreurs/(\S+);", site)) == {page.name for page in PAGES}
