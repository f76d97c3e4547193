"""Another page is drawn where it will stand as soon as it is read, before its session hears of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran
from tests.browser.fil import Fil
from tests.browser.gestes import TITRES, choose, wait_address

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
PHASE_II = "arrete=27/05/2025&compare=09/11/2023&phase=Phase II (2023-2027)"
PAGES = ("Territoires", "Projets", "Financements", "Ingénierie", "Candidatures", "Évolutions", "Accueil")
RELAIS = ".relais"
# Follow a link of the menu, folded or not; gives the name of its page.
SUIVRE = """(nom) => {
  const lien = [...document.querySelectorAll("a[href]")].find((a) => a.textContent.trim() === nom);
  lien.click();
  return lien.pathname.slice(1) || "accueil";
}"""


def _titre(page: Page) -> list[object]:
    """The one that is read, over the one that it covers."""
    seen = page.evaluate(TITRES)
    (found,) = [one for one in seen if one[2]] or seen
    return found[:2]


@pytest.mark.parametrize("largeur", [1600, 390])
def test_a_page_is_drawn_where_it_will_stand(ecran: Ecran, fil: Fil, largeur: int):
    page = ecran.page
    page.set_viewport_size({"width": largeur, "height": 900})
    ecran.open(f"/?{PHASE_II}")
    for name in PAGES:
        with fil.coupe():
            slug = page.evaluate(SUIVRE, name)
            expect(page.locator(f'{RELAIS}[data-page="{slug}"]')).to_be_visible()
            ahead = _titre(page)
        expect(page.locator(RELAIS)).to_have_count(0)
        ecran.wait_still()
        assert _titre(page) == ahead
    page.set_viewport_size({"width": 1600, "height": 900})
    ecran.assert_quiet()


def test_it_has_the_filters_that_were_chosen_and_goes_with_the_link(ecran: Ecran, fil: Fil):
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    with fil.coupe():
        choose(page, "Région", "Bretagne")
        page.get_by_role("link", name="Financements", exact=True).click()
        expect(page.locator(RELAIS)).to_contain_text("Phase I · Bretagne")
    wait_address(page, "/financements", region=["Bretagne"])
    expect(page.locator(RELAIS)).to_have_count(0)
    ecran.wait_still()
    with fil.coupe():
        page.get_by_role("link", name="Territoires", exact=True).click()
        expect(page.locator(RELAIS)).to_contain_text("Quels territoires ne sont pas engagés ?")
        # A page that is not served alone is in nobody's place.
        page.get_by_role("link", name="Méthode", exact=True).click()
        expect(page.locator(RELAIS)).to_have_count(0)
    wait_address(page, "/methode", region=["Bretagne"])


def test_what_is_pressed_on_it_does_nothing_to_the_page_that_it_covers(ecran: Ecran, fil: Fil):
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    with fil.coupe():
        page.get_by_role("link", name="Projets", exact=True).click()
        expect(page.locator(RELAIS)).to_be_visible()
        for x in range(120, 1500, 60):
            page.mouse.click(x, 500)
    wait_address(page, "/projets", region=None, operateur=None, theme=None, mesure=None)
    expect(page.locator(RELAIS)).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
