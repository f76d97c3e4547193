"""Every gesture of the pages by the keyboard alone: what it does, and where it leaves the focus, never nowhere."""

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibilite.clavier import actionner, aller, ecrire, tient_le_foyer
from tests.browser.accessibilite.etats import COPIL
from tests.browser.accessibilite.gestes_audites import attendre
from tests.browser.conftest import Ecran
from tests.browser.gestes import tuile, wait_address

TELEPHONE = {"width": 390, "height": 844}


def _boite(page: Page, nom: str):
    return page.get_by_role("combobox", name=nom, exact=True)


def _choisir(ecran: Ecran, boite: str, valeur: str) -> None:
    ecrire(ecran.page, _boite(ecran.page, boite), valeur)
    ecran.page.keyboard.press("ArrowDown")
    ecran.page.keyboard.press("Enter")


def test_a_filter_is_chosen_taken_away_and_all_are_reset(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/?{COPIL}")
    _choisir(ecran, "Région", "Bretagne")
    wait_address(page, region=["Bretagne"])
    page.keyboard.press("Escape")
    tient_le_foyer(ecran)
    aller(page, _boite(page, "Région"))
    page.keyboard.press("Backspace")
    wait_address(page, region=None)
    tient_le_foyer(ecran)
    _choisir(ecran, "Région", "Bretagne")
    wait_address(page, region=["Bretagne"])
    page.keyboard.press("Escape")
    actionner(page, page.get_by_role("button", name="Réinitialiser les filtres"))
    wait_address(page, region=None)
    tient_le_foyer(ecran)


def test_two_dates_are_compared(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/evolutions?{COPIL}")
    _choisir(ecran, "Comparé à", "Aucune")
    wait_address(page, compare=["Aucune comparaison"])
    tient_le_foyer(ecran)


def test_on_a_telephone_the_filters_open_and_close(ecran: Ecran) -> None:
    page = ecran.page
    page.set_viewport_size(TELEPHONE)
    ecran.open(f"/?{COPIL}&region=Bretagne")
    fold = page.get_by_role("button", name="Filtres (1)")
    actionner(page, fold)
    aller(page, _boite(page, "Arrêté"))
    # Out of the field, then out of the filters.
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(fold).to_be_focused()
    expect(fold).to_have_attribute("aria-expanded", "false")


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


def test_a_table_is_sorted_a_row_opened_and_taken_away(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/projets?{COPIL}")
    table = page.get_by_role("table").last
    head = table.get_by_role("columnheader").first
    actionner(page, head.get_by_role("button"))
    expect(head).to_have_attribute("aria-sort", re.compile("ascending|descending"))
    tient_le_foyer(ecran)
    row = table.get_by_role("rowheader").first.get_by_role("button")
    actionner(page, row)
    panel = page.get_by_role("dialog").filter(has_text="Historique des statuts")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(row).to_be_focused()
    taken = page.get_by_role("button", name="Télécharger en CSV").last
    with page.expect_download() as download:
        actionner(page, taken)
    assert download.value.suggested_filename.endswith(".csv")
    tient_le_foyer(ecran)


def test_a_search_is_typed(ecran: Ecran) -> None:
    page = ecran.page
    ecran.open(f"/territoires?{COPIL}")
    box = page.get_by_label("Chercher un territoire, une intercommunalité, une commune ou un département")
    ecrire(page, box, "vichy")
    expect(page.get_by_role("rowheader")).to_have_count(1)
    expect(box).to_be_focused()


def test_letters_alone_are_turned_off_for_this_browser_and_on_again(ecran: Ecran) -> None:
    page = ecran.page
    page.goto(f"{ecran.adresse}/methode?{COPIL}")
    attendre(ecran)
    switch = page.get_by_role("checkbox", name=re.compile("^Raccourcis d'une lettre"))
    actionner(page, switch, "Space")
    expect(switch).not_to_be_checked()
    expect(page.get_by_role("button", name="Présenter", exact=True)).to_be_visible()
    page.keyboard.press("p")
    page.goto(f"{ecran.adresse}/methode?{COPIL}")
    attendre(ecran)
    expect(switch).not_to_be_checked()
    page.keyboard.press("p")
    ecran.wait_still()
    expect(page.get_by_role("toolbar", name="Présentation")).to_have_count(0)
    # A letter that Streamlit kept for itself asks for nothing either.
    page.evaluate("window.runAttendu = false")
    page.keyboard.press("r")
    assert not page.evaluate("window.runAttendu")
    actionner(page, switch, "Space")
    expect(page.get_by_role("button", name="Présenter (P)")).to_be_visible()
    page.keyboard.press("p")
    expect(page.get_by_role("toolbar", name="Présentation")).to_be_visible()
