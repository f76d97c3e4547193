"""The card of every figure, in the presentation: its foot, where a correction starts, is on the screen."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import tuiles
from ti_dashboard.adresse.pages import ENTREES

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
APPEL = "arrete=09/11/2023&phase=Phase II (2023-2027)"
ADRESSES = {
    "accueil": f"/?{COPIL}",
    "territoire": f"/territoire?id=ti-5304&{COPIL}",
    "candidatures": f"/candidatures?{APPEL}",
}
PAGES = [e.fichier for e in ENTREES if e.a_des_chiffres and e.fichier != "donnees"]
# Measured on the demonstration: a page that lost its tiles would be checked for nothing.
AU_MOINS = 35


ECRANS = [(1920, 1080), (1600, 900), (1280, 720)]
# The card and its buttons, then its last word once scrolled to: what stands out of the screen.
DEHORS = """card => {
  const reste = (e) => {
    const { left, top, right, bottom, width } = e.getBoundingClientRect();
    const dedans = width > 0 && left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return dedans ? [] : [e.textContent.slice(0, 40)];
  };
  const dehors = [card, ...card.querySelectorAll("button")].flatMap(reste);
  const dernier = [...card.querySelectorAll("dd")].at(-1);
  dernier.scrollIntoView();
  return [...dehors, ...reste(dernier)];
}"""


def open_card(ecran: Ecran, tile: Locator) -> Locator:
    tile.get_by_role("button").first.click()
    card = ecran.page.locator("[popover]:popover-open")
    expect(card).to_be_visible()
    return card


def test_the_foot_of_every_card_is_on_the_screen_and_its_words_scroll(ecran: Ecran):
    page, seen = ecran.page, 0
    for name in PAGES:
        ecran.open(ADRESSES.get(name, f"/{name}?{COPIL}") + "&presenter=clair")
        expect(page.get_by_role("toolbar", name="Présentation")).to_be_visible()
        for width, height in ECRANS:
            page.set_viewport_size({"width": width, "height": height})
            for tile in tuiles(page).all():
                card = open_card(ecran, tile)
                assert card.evaluate(DEHORS) == [], f"{name} {tile.get_attribute('data-id')} {width}×{height}"
                page.keyboard.press("Escape")
                expect(card).to_be_hidden()
                seen += 1
    assert seen >= AU_MOINS * len(ECRANS)
