"""The Candidatures page in a browser: complete, a region filters and back undoes it, a bar and a map open the lines."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import address, barre, bloc, chiffre, redraw, wait_address, words

APPEL = "/candidatures?arrete=09/11/2023&phase=Phase II (2023-2027)"
TITRES = (
    "Dossier par dossier",
    "Qui candidate de nouveau",
    "Réunions et scissions",
    "L'enveloppe de l'année, par levier",
)


def _carte(page: Page, titre: str):
    return page.get_by_role("group", name=re.compile(f"^Carte : {titre}"))


@pytest.mark.parametrize("width", [1600, 1280])
def test_the_page_is_complete_and_a_region_filters_until_back(ecran: Ecran, page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900 if width == 1600 else 720})
    before = ecran.open(APPEL)
    expect(page.get_by_role("heading", level=1)).to_contain_text("dépôt clos depuis 48")
    assert chiffre(page, "nb_candidatures_retenues") == "183 sur 214 déposées"
    assert chiffre(page, "nb_candidatures_nouvelles") == "29 sur 183 retenues"
    assert chiffre(page, "solde_net_territoires").startswith("+ 34")
    for title in TITRES:
        expect(page.get_by_role("heading", name=title)).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    redraw(ecran, barre(page, "Dans quelles régions", "Bretagne").click)
    wait_address(page, region=["Bretagne"])
    assert chiffre(page, "nb_candidatures_retenues").startswith("10 sur 12")
    assert redraw(ecran, page.go_back) == before
    assert "region" not in address(page)
    ecran.assert_local()
    ecran.assert_quiet()


def test_a_state_opens_on_its_files_and_back_closes_them(ecran: Ecran, page: Page):
    ecran.open(APPEL)
    states = bloc(page, "Où en sont les dossiers")
    states.get_by_role("button", name="D'où vient ce chiffre : Refusée, 21").click()
    wait_address(page, chiffre=["nb_candidatures~statut_dossier:refusee"])
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", name="Candidatures connues (état du dossier : refusée) : 21")).to_be_visible()
    page.go_back()
    expect(panel).to_be_hidden()


def test_before_and_after_are_two_maps_reached_by_keyboard(ecran: Ecran, page: Page):
    ecran.open(APPEL)
    before, after = _carte(page, "Avant : 149 territoires"), _carte(page, "Après : 183 territoires")
    expect(before).to_have_count(1)
    expect(after).to_have_attribute("aria-label", re.compile("Entièrement nouveau 29"))
    expect(before).to_have_attribute("aria-label", re.compile("Sans suite en phase II 7"))
    gone = before.get_by_role("link", name=re.compile("Bretagne Romantique")).or_(
        before.get_by_role("button", name=re.compile("Bretagne Romantique"))
    )
    gone.first.focus()
    page.keyboard.press("Enter")
    wait_address(page, "/candidatures", chiffre=["nb_territoires~phase:1~territoire:ti-5312"])
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Territoires : 1")).to_be_visible()
    assert "Phase I · France entière" in words(dialog.inner_text())
