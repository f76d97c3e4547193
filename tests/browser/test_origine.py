"""« D'où vient ce chiffre ? » in a real browser: from a tile, a bar, the map; closed, copied, downloaded."""

import re

from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import Ecran
from tests.browser.gestes import address, bloc, wait_address

ADRESSE = "/?arrete=12/10/2021&compare=24/09/2019&phase=Phase I (2018-2022)"


def _panneau(page: Page):
    return page.get_by_role("dialog").filter(has_text="derrière ce chiffre")


def test_a_tile_opens_its_lines_and_escape_closes_them(ecran: Ecran):
    page = ecran.page
    ecran.open(ADRESSE)
    page.get_by_role("button", name="D'où vient ce chiffre : Engagé, État et opérateurs").first.click()
    page.get_by_role("button", name="Voir les lignes derrière ce chiffre").click()
    panel = _panneau(page)
    expect(panel).to_contain_text("Engagé, État et opérateurs")
    for cause in ("Progrès réel", "Connu tardivement", "Correction"):
        expect(panel).to_contain_text(cause)
    wait_address(page, chiffre=["montant_engage"])
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    wait_address(page, chiffre=None)
    ecran.assert_local()


def test_a_bar_opens_the_lines_of_its_own_body_and_the_address_can_be_copied(ecran: Ecran):
    page = ecran.page
    ecran.open(ADRESSE)
    bloc(page, "Qui engage").get_by_role("button", name="D'où vient ce chiffre : ADEME").click()
    expect(_panneau(page)).to_contain_text("opérateur ADEME")
    words = wait_address(page, chiffre=["montant_engage_regions_comprises~operateur:ademe"])
    assert "operateur" not in words
    page.reload()
    expect(_panneau(page)).to_contain_text("opérateur ADEME")


def test_a_key_on_the_map_opens_the_lines_of_a_territory(ecran: Ecran):
    page = ecran.page
    ecran.open(f"{ADRESSE}&mesure=projets")
    page.locator("path.territoire[tabindex='0']").focus()
    page.keyboard.press("?")
    expect(_panneau(page)).to_contain_text("Projets")
    assert address(page)["chiffre"][0].startswith("nb_projets~territoire:ti-")


def test_the_lines_download_as_a_workbook_that_says_what_it_is_and_gives_the_figure_back(ecran: Ecran):
    page = ecran.page
    ecran.open(f"{ADRESSE}&chiffre=montant_engage~operateur:ademe")
    expect(_panneau(page)).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger en XLSX").click()
    book = CalamineWorkbook.from_path(waiting.value.path())
    notice = dict(r[:2] for r in book.get_sheet_by_name("À lire").to_python() if len(r) > 1)
    assert "opérateur ADEME" in notice["Filtres"] and len(notice["Sceau"].split()[-1]) == 64
    head, *rows = book.get_sheet_by_name("Données").to_python()
    amounts = [r[head.index("Montant")] for r in rows]
    shown = _panneau(page).get_by_role("heading", level=2).filter(has_text="Engagé").inner_text()
    total = sum(a for a in amounts if a != "inconnu") / 1e6
    assert f"{total:.1f}".replace(".", ",") in shown
    assert all(len(r[head.index("SHA-256 du fichier")]) == 64 for r in rows)


def test_each_bar_of_a_bridge_opens_its_own_lines(ecran: Ecran):
    page = ecran.page
    ecran.open("/evolutions?arrete=24/09/2019&compare=30/04/2019")
    name = re.compile("D'où vient ce chiffre : Engagé, État et opérateurs, .* Correction$")
    page.get_by_role("button", name=name).first.click()
    wait_address(page, chiffre=["montant_engage~cause:correction"])
    panel = _panneau(page)
    expect(panel).to_contain_text("cause de l'écart : correction")
    expect(panel).to_contain_text("4\u00a0lignes derrière ce chiffre")
    expect(panel.get_by_text("−\u00a0180\u202f500,00\u00a0€").first).to_be_visible()
