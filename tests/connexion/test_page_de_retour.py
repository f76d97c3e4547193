"""The page to come back to is one of ours, however it is written: a browser reads an address its own way."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ti_dashboard.connexion.tentative import page_de_retour
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import saisie

AILLEURS = [
    "https://attaquant.example/", "//attaquant.example", "/\\attaquant.example", "\\\\attaquant.example",
    "/\t/attaquant.example", "/\n/attaquant.example", "/\r/attaquant.example", "\t//attaquant.example", " //x.example",
    "///attaquant.example", "/projets\\..\\x", "javascript:alert(1)", "data:text/html,x", "projets", "", "?x", "#x",
    "/\x00/x", "/\x7f", "//", "http:/x", "//[", "/" + "x" * 4_001,
]  # fmt: skip
EN_ROND = [
    "/connexion", "/connexion/", "/connexion/depart?page=/", "/connexion/retour", "/connexion?page=%2Fconnexion",
    "/deconnexion",
]  # fmt: skip


@pytest.mark.parametrize("page", AILLEURS + EN_ROND, ids=range(len(AILLEURS + EN_ROND)))
def test_nobody_is_sent_elsewhere_nor_round_in_circles(page):
    assert page_de_retour(page) == "/"


@pytest.mark.parametrize("page", AILLEURS, ids=range(len(AILLEURS)))
def test_nor_is_an_address_kept_that_would_lead_there(page):
    with pytest.raises(GesteRefuse):
        saisie.adresse(page)


@pytest.mark.parametrize(
    "page", ["/", "/projets?region=Bretagne", "/territoire?id=ti-8419", "/projets?x=//y", "/connexions", "/é?à=ô"]
)
def test_a_page_of_ours_is_come_back_to(page):
    assert page_de_retour(page) == page


def _lue_par_un_navigateur(page: str) -> str:
    """Where a browser at our home page goes: it trims, drops tabs and line breaks, and reads « \\ » as « / »."""
    trimmed = page.strip("".join(map(chr, range(0x21))))
    return urljoin("https://nous.example/", re.sub("[\t\r\n]", "", trimmed).replace("\\", "/"))


@given(st.text(st.sampled_from("/\\\t\n\r :?#@.ax%2e9[]\x00\u00a0\u2028\uff0f"), max_size=24))
def test_whatever_is_written_a_browser_stays_here(page):
    assert urlsplit(_lue_par_un_navigateur(page_de_retour(page))).netloc == "nous.example"


@given(st.text(max_size=40))
def test_whatever_follows_two_slashes_is_not_a_page(rest):
    assert page_de_retour(f"//{rest}") == "/"
