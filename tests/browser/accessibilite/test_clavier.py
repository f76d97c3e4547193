"""Gestures of the pages by the keyboard alone: what each does, and where it leaves the focus, never nowhere."""

from playwright.sync_api import expect

from tests.browser.accessibilite.clavier import actionner, aller, tient_le_foyer
from tests.browser.accessibilite.etats import COPIL
from tests.browser.conftest import Ecran
from tests.browser.gestes import tuile, wait_address


def test_two_dates_are_compared(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/evolutions?{COPIL}")
    aller(page, page.get_by_role("combobox", name="Comparé à", exact=True))
    page.keyboard.press("Control+a")
    page.keyboard.type("Aucune")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_address(page, compare=["Aucune comparaison"])
    tient_le_foyer(ecran)


def test_a_tile_its_panel_and_back_by_the_keyboard_alone(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    mark = tuile(page, "montant_engage").get_by_role("button").first
    actionner(page, mark)
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    actionner(page, page.get_by_role("button", name="Voir les lignes derrière ce chiffre"))
    panel = page.get_by_role("dialog").filter(has_text="derrière ce chiffre")
    expect(panel).to_be_visible()
    tient_le_foyer(ecran)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(mark).to_be_focused()


def test_the_map_its_values_and_a_sheet(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    here = page.locator("path.territoire[tabindex='0']")
    expect(here).to_be_focused()
    first = here.get_attribute("data-id")
    page.keyboard.press("ArrowRight")
    expect(here).not_to_have_attribute("data-id", first or "")
    page.keyboard.press("?")
    panel = page.get_by_role("dialog").filter(has_text="derrière ce chiffre")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(here).to_be_focused()
    code = here.get_attribute("data-id")
    page.keyboard.press("Enter")
    wait_address(page, "/territoire", id=[code or ""])
    tient_le_foyer(ecran)
