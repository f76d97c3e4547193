"""What changes under who does not see it is said, in a status region that stays and that readers are told of."""

import re

from playwright.sync_api import expect

from tests.browser.accessibilite.etats import COPIL
from tests.browser.conftest import Ecran
from tests.browser.gestes import choose


def _dit(ecran: Ecran, mots: str) -> None:
    """Wait until it is said; the region is one that readers are told of, whatever is open meanwhile."""
    region = ecran.page.locator("p.annonces")
    expect(region).to_have_text(re.compile(mots))
    session = ecran.page.context.new_cdp_session(ecran.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    heard = [n for n in nodes if n.get("role", {}).get("value") == "status" and not n["ignored"]]
    live = [n for n in heard if {"name": "live", "value": {"type": "token", "value": "polite"}} in n["properties"]]
    assert live


def test_a_page_a_filter_and_a_search_are_said_aloud(ecran: Ecran) -> None:
    ecran.open(f"/?{COPIL}")
    expect(ecran.page.locator("p.annonces")).to_have_text("")
    choose(ecran.page, "Région", "Bretagne")
    _dit(ecran, r"Bretagne.*Territoires engagés : \d+")
    ecran.page.get_by_role("link", name="Territoires", exact=True).click()
    _dit(ecran, "^Territoires · ")
    ecran.wait_still()
    ecran.page.get_by_role("searchbox").fill("Lannion")
    _dit(ecran, r"^Territoires.* : \d+ ligne")
