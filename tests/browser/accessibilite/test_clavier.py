"""The keyboard alone: from a tile to its panel and back."""

from playwright.sync_api import expect

from tests.browser.accessibilite.etats import COPIL
from tests.browser.conftest import Ecran
from tests.browser.gestes import tuile


def test_a_tile_its_panel_and_back_by_the_keyboard_alone(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    mark = tuile(page, "montant_engage").get_by_role("button").first
    mark.focus()
    page.keyboard.press("Enter")
    lines = page.get_by_role("button", name="Voir les lignes derrière ce chiffre")
    expect(lines).to_be_visible()
    lines.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog").filter(has_text="derrière ce chiffre")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
