"""The Ingénierie page in a browser: a weight moved by keyboard, an address that gives the list back, the sheet."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran, Lecteurs
from tests.browser.gestes import address, chiffre, location, redraw, wait_address, words

PREPARER = "/ingenierie?arrete=24/09/2019&volet_ingenierie=Préparer une décision"
FICHE = "Règle et liste (indicatif)"


def _liste(page: Page) -> list[str]:
    """Territories of the indicative list, in order, as the sheet says them."""
    table = page.locator("table").filter(has=page.get_by_role("columnheader", name="Entrée"))
    expect(table).to_be_visible()
    return [words(row.locator("td, th").nth(2).inner_text()) for row in table.locator("tbody tr").all()]


def test_the_25_and_their_posts(ecran: Ecran, page: Page):
    ecran.open("/ingenierie?arrete=24/09/2019")
    assert chiffre(page, "nb_postes_pourvus") == "15 sur 25 postes"
    assert chiffre(page, "nb_postes_ouverts") == "10 sur 25 postes"
    expect(page.get_by_text("25 territoires appuyés").first).to_be_visible()
    ecran.assert_local()


def test_a_weight_moved_by_keyboard_changes_the_list_and_the_address_gives_it_back(ecran: Ecran, page: Page):
    ecran.open(PREPARER)
    wait_address(page, poids_retard=["40"], poids_silence=["20"])
    before = _liste(page)
    assert len(before) == 25
    slider = page.get_by_role("slider", name="Jours sans nouvelle")
    slider.focus()
    redraw(ecran, lambda: page.keyboard.press("End"))
    asked = wait_address(page, poids_silence=["100"])
    after = _liste(page)
    assert after != before and len(after) == 25
    kept = location(page)
    ecran.open(f"{urlsplit(kept).path}?{urlsplit(kept).query}")
    expect(page.get_by_role("slider", name="Jours sans nouvelle")).to_have_value("100")
    assert _liste(page) == after and address(page) == asked
    ecran.assert_local()
    ecran.assert_quiet()


def test_a_pick_with_its_reason_travels_and_can_be_taken_away(ecran: Ecran, page: Page):
    ecran.open(f"{PREPARER}&retenir=ti-5304*Fermeture annoncée&bornes=53*1*2&echelle=Rang")
    assert "Lannion-Trégor (ti-5304)" in _liste(page)
    expect(page.get_by_text("Fermeture annoncée").first).to_be_attached()
    page.get_by_text("Choix manuels (1)").click()
    redraw(ecran, lambda: page.get_by_role("button", name="Retirer · Retenu").click())
    wait_address(page, retenir=None, bornes=["53*1*2"], echelle=["Rang"])


@pytest.mark.parametrize("width", [1600, 1280])
def test_the_sheet_prints_without_the_controls(ecran: Ecran, page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 900 if width == 1600 else 720})
    ecran.open(PREPARER)
    expect(page.get_by_role("heading", name=FICHE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    expect(page.get_by_role("slider").first).to_be_hidden()
    expect(page.get_by_role("heading", name=FICHE)).to_be_visible()
    assert len(_liste(page)) == 25
    expect(page.get_by_text("Sceau", exact=True)).to_be_visible()
    expect(page.get_by_text("40 × « Retard dans la démarche")).to_be_visible()


CHOMAGE = "# libelle : Chômage (essai)\nterritoire_id;valeur\n" + "".join(
    f"ti-{i};{i % 17},5\n" for i in range(5200, 8600)
)


def _deposer(page: Page) -> None:
    page.get_by_text("Valeurs inconnues, sens, fichiers").last.click()
    file = {"name": "chomage.csv", "mimeType": "text/csv", "buffer": CHOMAGE.encode()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("slider", name="Chômage (essai)")).to_be_visible()


def test_a_second_weighting_and_a_file_travel_and_a_reader_without_the_file_is_told(
    ecran: Ecran, page: Page, lecteurs: Lecteurs
):
    ecran.open(PREPARER)
    wait_address(page, poids_retard=["40"])
    page.get_by_role("button", name="Retenir ces poids pour comparer").click()
    wait_address(page, autre=["engages*20", "habitant*20", "retard*40", "silence*20"])
    _deposer(page)
    page.get_by_role("slider", name="Chômage (essai)").focus()
    redraw(ecran, lambda: page.keyboard.press("End"))
    expect(page.get_by_text("Avec les poids retenus pour comparer")).to_contain_text("retenus communs sur 25")
    page.wait_for_function("() => location.search.includes('chomage.csv')")
    ecran.wait_still()
    asked, before = location(page).removeprefix(ecran.adresse), _liste(page)
    # Another browser: same address, no file.
    autre = lecteurs.arriver(ecran.adresse)
    autre.open(asked)
    other = autre.page
    warned = other.get_by_role("alert").filter(has_text="Cette sélection utilise l'indicateur « Chômage (essai) »")
    expect(warned).to_contain_text("déposez-le à nouveau")
    _deposer(other)
    expect(warned).to_have_count(0)
    expect(other.get_by_role("slider", name="Chômage (essai)")).to_have_value("100")
    autre.wait_still()
    assert _liste(other) == before
