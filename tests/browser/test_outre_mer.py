"""« Outre-mer » chosen in the list: the address says it, the insets leave their column and are drawn large."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import barre, redraw, wait_address

COPIL = "/?arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
GUYANE, ILE_DE_FRANCE = '[data-region="03"]', '[data-region="11"]'


def _choose_overseas(page: Page) -> None:
    """By its first letters: the list only holds the options in sight."""
    page.get_by_role("combobox", name="Région", exact=True).fill("Outre")
    page.get_by_role("option", name="Outre-mer", exact=True).click()
    page.keyboard.press("Escape")


def test_overseas_is_drawn_large_and_goes_back_to_its_column(ecran: Ecran):
    page = ecran.page
    ecran.open(COPIL)
    column = page.locator(f".region{GUYANE}").bounding_box()
    redraw(ecran, lambda: _choose_overseas(page))
    wait_address(page, region=["Outre-mer"])
    ecran.wait_still()
    large = page.locator(f".region{GUYANE}").bounding_box()
    assert large["width"] > 2 * column["width"] and large["height"] > 2 * column["height"]
    expect(page.locator(f".region{ILE_DE_FRANCE}")).to_be_hidden()
    frame = page.locator(".carte-svg").bounding_box()
    for name in ("Guadeloupe", "Martinique", "Guyane", "La Réunion"):
        label = page.locator(".encart-nom").filter(has_text=name)
        expect(label).to_be_visible()
        box = label.bounding_box()
        assert frame["x"] <= box["x"] <= frame["x"] + frame["width"]
    redraw(ecran, page.go_back)
    expect(page.locator(f".region{ILE_DE_FRANCE}")).to_be_visible()
    ecran.wait_still()
    assert page.locator(f".region{GUYANE}").bounding_box() == column


def test_a_bar_of_one_overseas_region_takes_the_place_of_the_choice_that_stood_for_all(ecran: Ecran):
    ecran.open(f"/territoires{COPIL[1:]}&region=Outre-mer")
    redraw(ecran, barre(ecran.page, "Où sont les retards, par région chef de file", "La Réunion").click)
    wait_address(ecran.page, "/territoires", region=["La Réunion"])
