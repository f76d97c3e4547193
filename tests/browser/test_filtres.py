"""Where the filters stand: on a desk the boxes say what they hold, alone; on a telephone they fold into one button."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import redraw, wait_address

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
DEUX = "&region=Provence-Alpes-Côte d'Azur&operateur=Banque des Territoires"
SIX = f"{DEUX}&region=Bourgogne-Franche-Comté&region=Bretagne&theme=Mobilité&operateur=Bpifrance"
PAGES = ("", "territoires", "projets", "financements", "ingenierie", "candidatures", "evolutions")
TELEPHONES = ((390, 844), (320, 568))
EST_ENTIER = "champ => champ.scrollWidth <= champ.clientWidth"


def _pli(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def _boite(page: Page, name: str = "Région") -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def _haut_du_titre(page: Page) -> float:
    return page.get_by_role("heading", level=1).bounding_box()["y"]


@pytest.mark.parametrize("taille", [(1600, 900), (1280, 720)])
def test_on_a_desk_filters_take_no_line_more_and_are_said_once(ecran: Ecran, taille: tuple[int, int]):
    page = ecran.page
    page.set_viewport_size({"width": taille[0], "height": taille[1]})
    ecran.open(f"/?{COPIL}")
    bare = _haut_du_titre(page)
    for wanted in (DEUX, SIX):
        ecran.open(f"/?{COPIL}{wanted}")
        assert _haut_du_titre(page) == bare
        expect(page.get_by_role("button", name="Provence-Alpes-Côte d'Azur")).to_have_count(1)
        for scalar in ("Arrêté", "Comparé à", "Phase"):
            assert _boite(page, scalar).evaluate(EST_ENTIER), scalar
        # At least half of the longest name is read in its box.
        longest = page.locator(".tenu", has_text="Provence-Alpes-Côte d'Azur").bounding_box()
        assert longest["width"] > (40 if wanted is SIX else 80)
    redraw(ecran, page.get_by_role("button", name="Réinitialiser les filtres").click)
    wait_address(page, region=None, theme=None, operateur=None)
    assert _haut_du_titre(page) == bare


@pytest.mark.parametrize("largeur", [1190, 700])
def test_on_a_narrower_screen_they_take_two_lines_and_none_is_cut(ecran: Ecran, largeur: int):
    page = ecran.page
    page.set_viewport_size({"width": largeur, "height": 900})
    ecran.open(f"/?{COPIL}{SIX}")
    above, below = (
        [_boite(page, name).bounding_box()["y"] for name in line]
        for line in (("Arrêté", "Région"), ("Thème", "Opérateur"))
    )
    assert max(above) + 40 < min(below)
    for scalar in ("Arrêté", "Comparé à", "Phase"):
        assert _boite(page, scalar).evaluate(EST_ENTIER), scalar
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_wall_that_has_no_boxes_keeps_the_chips(ecran: Ecran):
    ecran.open(f"/?{COPIL}{DEUX}&presenter=clair")
    expect(ecran.page.get_by_role("button", name="Région : Provence-Alpes-Côte d'Azur")).to_be_visible()
    expect(_boite(ecran.page)).to_be_hidden()


@pytest.mark.parametrize("nom", PAGES)
def test_on_a_telephone_filters_are_one_button_and_the_first_figure_is_on_the_first_screen(ecran: Ecran, nom: str):
    page = ecran.page
    page.set_viewport_size({"width": 390, "height": 844})
    phase = "arrete=09/11/2023" if nom == "candidatures" else COPIL
    ecran.open(f"/{nom}?{phase}&region=Provence-Alpes-Côte d'Azur&region=Bretagne")
    expect(_pli(page, "Filtres (2)")).to_have_attribute("aria-expanded", "false")
    expect(_boite(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Réinitialiser")).to_be_hidden()
    for width, height in TELEPHONES:
        page.set_viewport_size({"width": width, "height": height})
        # Évolutions says its first figure in a sentence.
        box = page.locator("li .valeur, ol > li").first.bounding_box()
        assert box["y"] + box["height"] <= (height if width == 390 else 1.2 * height), (width, box)


def test_at_the_keyboard_the_button_opens_the_boxes_and_escape_gives_it_the_focus_back(ecran: Ecran):
    page = ecran.page
    page.set_viewport_size({"width": 390, "height": 844})
    ecran.open(f"/?{COPIL}")
    _pli(page, "Filtres").focus()
    page.keyboard.press("Enter")
    expect(_pli(page, "Filtres")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(_boite(page, "Arrêté")).to_be_focused()
    _boite(page).fill("Guyane")
    redraw(ecran, page.get_by_role("option", name="Guyane", exact=True).click)
    # The list of a box answers first.
    expect(_boite(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(_boite(page)).to_have_attribute("aria-expanded", "false")
    expect(_pli(page, "Filtres (1)")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Réinitialiser les filtres")).to_be_visible()
    page.keyboard.press("Escape")
    expect(_pli(page, "Filtres (1)")).to_be_focused()
    expect(_pli(page, "Filtres (1)")).to_have_attribute("aria-expanded", "false")
    expect(_boite(page)).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(_boite(page)).to_be_visible()
    expect(_pli(page, "Filtres (1)")).to_be_hidden()
