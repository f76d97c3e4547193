"""The sheet on paper: what it is and where it comes from, and nothing that is only for a screen."""

import re

from tests.browser.conftest import Ecran
from tests.browser.gestes import expect

FICHE = "/territoire?id=ti-8413&arrete=12/10/2021"


def test_the_sheet_prints_without_what_is_for_the_screen_and_with_where_it_comes_from(ecran: Ecran):
    page = ecran.page
    ecran.open(FICHE)
    mention = page.get_by_text(re.compile("empreinte [0-9a-f]{64}"))
    button = page.get_by_role("button", name="Imprimer la fiche")
    download = page.get_by_role("button", name="Télécharger en CSV")
    controls = [page.get_by_role("combobox", name="Arrêté"), button, download]
    expect(mention).to_be_hidden()
    for control in controls:
        expect(control).to_be_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 703, "height": 1000})
    expect(mention).to_be_visible()
    expect(mention).to_contain_text("Données de démonstration")
    for control in controls:
        expect(control).to_be_hidden()
    expect(page.get_by_role("heading", name="Lezoux - Thiers - Ambert - Montbrison")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_button_prints_and_the_paper_holds_the_whole_sheet(ecran: Ecran):
    page = ecran.page
    ecran.open(FICHE)
    page.evaluate("window.print = () => { window.imprime = true; }")
    page.get_by_role("button", name="Imprimer la fiche").click()
    page.wait_for_function("window.imprime === true")
    paper = page.pdf(prefer_css_page_size=True)
    # Two or three sheets: a page cut at the height of the screen would be one.
    assert int(re.search(rb"/Count (\d+)", paper)[1]) in (2, 3)
    ecran.assert_quiet()
