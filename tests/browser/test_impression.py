"""The sheet on paper: what it is and where it comes from, and nothing that is only for a screen."""

import re
from collections.abc import Iterator
from itertools import takewhile

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument, PdfTextPage
from pypdfium2.raw import FPDFText_GetFontSize

from tests.browser.conftest import Ecran

FICHE = "/territoire?id=ti-8413&arrete=12/10/2021"


def test_the_sheet_prints_without_what_is_for_the_screen_and_with_where_it_comes_from(ecran: Ecran):
    page = ecran.page
    ecran.open(FICHE)
    mention = page.get_by_text(re.compile("sceau v2 [0-9a-f]{64}"))
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
    page.wait_for_function("() => window.imprime === true")
    paper = page.pdf(prefer_css_page_size=True)
    # Two or three sheets: a page cut at the height of the screen would be one.
    assert int(re.search(rb"/Count (\d+)", paper)[1]) in (2, 3)
    ecran.assert_quiet()


@pytest.mark.parametrize(
    ("address", "heads", "last"),
    [
        ("/territoires?arrete=24/09/2019", ("Territoire", "Jours", "Dernier", "échelon"), "Sur plusieurs régions"),
        ("/projets?arrete=24/09/2019", ("Projet", "Statut", "Identifiant"), "Un chiffre souligné"),
    ],
)
def test_a_long_table_says_its_heads_on_each_sheet_and_nothing_is_printed_over_it(ecran: Ecran, address, heads, last):
    ecran.open(address)
    expect(ecran.page.get_by_text("code sous licence MIT")).to_be_visible()
    expect(ecran.page.get_by_text(last)).to_be_visible()
    sheets = [page.get_textpage() for page in PdfDocument(ecran.page.pdf(prefer_css_page_size=True))]
    texts = [sheet.get_text_range() for sheet in sheets]
    # The table ends where its note stands; it holds more than a sheet, and began where its heads are first said.
    with_heads = [n for n, text in enumerate(texts) if all(head in text for head in heads)]
    end = next(n for n, text in enumerate(texts) if last in text)
    assert len(with_heads) > 2 and with_heads == list(range(with_heads[0], with_heads[-1] + 1))
    assert end - with_heads[-1] in (0, 1)
    assert "code sous licence MIT" in texts[-1]
    for number, sheet in enumerate(sheets, 1):
        assert not _overlaps(sheet), f"texts over one another, sheet {number}"


def _overlaps(sheet: PdfTextPage) -> list[tuple[str, str]]:
    """Pairs of printed letters of which one covers a part of the other, each with what stands around it."""
    boxes = sorted(_letters(sheet), key=lambda letter: letter[1][1])
    found = []
    for i, (first, (l1, b1, r1, t1)) in enumerate(boxes):
        for second, (l2, b2, r2, t2) in takewhile(lambda letter, top=t1: letter[1][1] < top, boxes[i + 1 :]):
            wide, high = min(r1, r2) - max(l1, l2), min(t1, t2) - b2
            if wide > 2 and high > 0.1 * min(t1 - b1, t2 - b2):
                found.append(tuple(sheet.get_text_range(max(0, n - 9), 20) for n in (first, second)))
    return found


def _letters(sheet: PdfTextPage) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """Each letter with its box; taller than its font, it is that of a ligature the reader of PDF does not know."""
    for n in range(sheet.count_chars()):
        left, bottom, right, top = sheet.get_charbox(n)
        if top - bottom <= FPDFText_GetFontSize(sheet, n):
            yield n, (left, bottom, right, top)
