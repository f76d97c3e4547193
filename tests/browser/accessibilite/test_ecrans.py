"""Each page, in each of its states, asked what a reader who does not see it, or sees it otherwise, needs of it."""

import re
from itertools import pairwise

import pytest

from tests.browser.accessibilite import axe, releve, sondes
from tests.browser.accessibilite.etats import PAGES, Etat
from tests.browser.conftest import Ecran
from tests.browser.repos import IMMOBILE
from ti_dashboard.adresse.pages import trouver

AGIS = {
    "button",
    "link",
    "combobox",
    "textbox",
    "searchbox",
    "spinbutton",
    "checkbox",
    "switch",
    "radio",
    "slider",
    "tab",
}
NOMMES = AGIS | {"option", "listbox", "menuitem", "dialog", "heading", "image", "img", "region"}
# Words of Streamlit that would be left in English.
ANGLAIS = re.compile(
    r"\b(open|close|clear|search|select|selected|upload|loading|shortcut|remove|show|hide|previous|next|skip|press|"
    r"choose|options?|drag|menu for|toggle|expand|collapse|column|row|values?|increment|decrement)\b"
)
REPERES = {"main", "banner", "navigation", "contentinfo"}


@pytest.fixture(scope="session")
def script() -> str:
    return axe.lire()


def _arbre(ecran: Ecran) -> list[tuple[str, str]]:
    """Role and name of each node of the accessibility tree."""
    session = ecran.page.context.new_cdp_session(ecran.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    said = [(n.get("role", {}).get("value", ""), n.get("name", {}).get("value", "")) for n in nodes if not n["ignored"]]
    return [(role, name.strip()) for role, name in said]


@pytest.fixture(scope="module")
def trouve(visite: Ecran) -> dict[str, list[str]]:
    """What one passage of the page finds wrong, by question."""
    return visite.page.evaluate(releve.RELEVE)


def test_axe_finds_no_violation(visite: Ecran, script: str) -> None:
    assert axe.violations(visite.page, script) == []


def test_what_is_acted_upon_has_a_name_in_french(visite: Ecran, etat: Etat) -> None:
    named = [(role, name) for role, name in _arbre(visite) if role in NOMMES]
    assert len(named) > (5 if etat.est_de_streamlit else 0)
    assert [role for role, name in named if not name] == []
    assert [
        f"{role} : {name}"
        for role, name in named
        if role in AGIS and "://" not in name and ANGLAIS.search(name.lower())
    ] == []


def test_titles_follow_one_another_under_one_first_title(visite: Ecran, etat: Etat) -> None:
    page = visite.page
    levels = page.evaluate(sondes.TITRES)
    assert [text for level, text in levels if level == 1] == [levels[0][1]] and all(text for _, text in levels), levels
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(levels)), levels
    assert page.evaluate("document.doctype?.name") == "html" and page.locator("html").get_attribute("lang") == "fr"
    if etat in PAGES:
        entree = trouver(etat.nom)
        assert entree is not None and entree.titre in page.title()
        assert {role for role, _ in _arbre(visite)} >= REPERES


def test_what_is_said_not_applicable_is_nowhere(visite: Ecran) -> None:
    assert visite.page.evaluate(sondes.ABSENTS) == []


def test_each_table_declares_its_heads(visite: Ecran) -> None:
    assert visite.page.evaluate(sondes.TABLEAUX) == []


def test_each_table_has_a_title(trouve: dict[str, list[str]]) -> None:
    assert trouve["sans_titre"] == []


def test_each_field_stands_by_its_label_which_says_what_is_obligatory(trouve: dict[str, list[str]]) -> None:
    assert trouve["etiquettes"] == []
    assert trouve["requis"] == []


def test_no_word_is_written_by_a_style_sheet(trouve: dict[str, list[str]]) -> None:
    assert trouve["ajoutes"] == []


def test_a_text_has_the_ground_that_was_chosen_with_its_colour(trouve: dict[str, list[str]]) -> None:
    assert trouve["sans_fond"] == []


def test_lists_are_lists_nothing_is_empty_and_a_name_is_given_once(trouve: dict[str, list[str]]) -> None:
    assert (trouve["puces"], trouve["vides"], trouve["doubles"]) == ([], [], [])


def test_nothing_moves_for_who_asks_for_less_motion(visite: Ecran) -> None:
    visite.page.emulate_media(reduced_motion="reduce")
    assert visite.page.evaluate(releve.MOUVEMENTS) == []
    visite.page.emulate_media(reduced_motion="no-preference")


def test_nothing_is_lost_at_320_nor_at_640_pixels(visite: Ecran) -> None:
    """A window of 1,280 pixels at 200 % and at 400 %."""
    for large in (640, 320):
        visite.page.set_viewport_size({"width": large, "height": 720})
        # A gesture may have led from a page of the server to one of Streamlit, which folds its menu by itself.
        if visite.page.locator("[data-test-script-state]").count():
            visite.wait_still()
        visite.page.wait_for_function(IMMOBILE)
        assert visite.page.evaluate(sondes.PERDUS) == [], large


def test_spaced_text_stays_whole(visite: Ecran) -> None:
    """Last but one of a visit: the text stays spaced."""
    visite.page.set_viewport_size({"width": 1280, "height": 720})
    visite.page.evaluate(sondes.ESPACER)
    # What floats over the page takes its place again once it has its new size.
    visite.page.wait_for_function(IMMOBILE)
    assert visite.page.evaluate(sondes.PERDUS) == []


def test_without_any_style_all_that_was_written_is_still_there(visite: Ecran) -> None:
    """Last of a visit: the page has no style any more."""
    assert visite.page.evaluate(releve.SANS_STYLE) == []
