"""The gestures that bring a page to one of its states."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran

TUILE = "D'où vient ce chiffre"


def fiche_d_une_tuile(ecran: Ecran) -> None:
    ecran.page.get_by_role("button", name=TUILE).first.click()
    expect(ecran.page.locator("[popover]:popover-open")).to_be_visible()


def panneau(ecran: Ecran) -> None:
    fiche_d_une_tuile(ecran)
    ecran.page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
    expect(ecran.page.get_by_role("dialog").filter(has_text="derrière ce chiffre")).to_be_visible()


def tableaux(ecran: Ecran) -> None:
    """Every drawing read as a table."""
    for bascule in ecran.page.get_by_role("button", name=re.compile("^Tableau : ")).all():
        bascule.click()


def carte(ecran: Ecran) -> None:
    ecran.page.locator("path.territoire[tabindex='0']").focus()
    ecran.page.keyboard.press("ArrowRight")


def liste(ecran: Ecran) -> None:
    ecran.page.get_by_role("combobox", name="Région", exact=True).click()
    expect(ecran.page.get_by_role("option", name="Bretagne", exact=True)).to_be_visible()


def projet(ecran: Ecran) -> None:
    row = ecran.page.get_by_role("table").last.get_by_role("row").nth(1)
    row.get_by_role("rowheader").get_by_role("button").click()
    expect(ecran.page.get_by_role("dialog").filter(has_text="Historique des statuts")).to_be_visible()


def deplier(ecran: Ecran) -> None:
    """Everything that unfolds, unfolded."""
    for volet in ecran.page.locator("summary").all():
        volet.click()
    ecran.wait_still()


def code_refuse(ecran: Ecran) -> None:
    code = ecran.page.get_by_label("Code de la séance")
    code.fill("ZZZZZZ")
    ecran.page.get_by_role("button", name="Suivre l'animateur").click()
    expect(ecran.page.get_by_role("alert").first).to_be_visible()


def telephone(ecran: Ecran) -> None:
    """The filters unfolded on a telephone."""
    page: Page = ecran.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name=re.compile("^Filtres")).click()
    expect(page.get_by_role("combobox", name="Région", exact=True)).to_be_visible()
