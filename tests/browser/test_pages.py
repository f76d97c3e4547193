"""Territoires, Projets and Financements: a gesture and its undoing, the lines behind a figure, downloads reopened."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import barre, redraw, wait_address

COPIL = "arrete=24/09/2019&compare=30/04/2019&phase=Phase I (2018-2022)"
A_LIRE = ("Filtres", "Arrêté", "Sceau", "Adresse", "Tableau", "Définitions", "Publication", "Avertissement", "Sources")


def _panneau(page: Page):
    return page.get_by_role("dialog").filter(has_text="derrière ce chiffre")


@pytest.mark.parametrize(
    ("chemin", "bloc", "ligne", "filtre"),
    [
        ("/territoires", "Où sont les retards", "Bretagne", {"region": ["Bretagne"]}),
        ("/projets", "Sans engagement : dans quelles régions", "Bretagne", {"region": ["Bretagne"]}),
    ],
)
def test_a_bar_filters_and_the_back_button_undoes_it(ecran: Ecran, chemin, bloc, ligne, filtre):
    screen = ecran.open(f"{chemin}?{COPIL}")
    redraw(ecran, barre(ecran.page, bloc, ligne).click)
    wait_address(ecran.page, chemin, **filtre)
    assert redraw(ecran, ecran.page.go_back) == screen
    wait_address(ecran.page, chemin, **dict.fromkeys(filtre))


def test_a_figure_of_financements_opens_its_lines_and_the_back_button_closes_them(ecran: Ecran):
    page = ecran.page
    ecran.open(f"/financements?{COPIL}")
    page.get_by_role("button", name="D'où vient ce chiffre :").and_(page.locator(".origine")).first.click()
    expect(_panneau(page)).to_be_visible()
    page.go_back()
    expect(_panneau(page)).to_have_count(0)
    wait_address(page, "/financements", chiffre=None)


def test_a_figure_of_a_table_opens_its_lines_and_a_name_its_sheet(ecran: Ecran):
    page = ecran.page
    ecran.open(f"/territoires?{COPIL}&cherche_territoires=oyonnax")
    line = page.get_by_role("row", name="Oyonnax")
    line.get_by_role("button", name="Projets").click()
    expect(_panneau(page)).to_contain_text("Oyonnax")
    page.keyboard.press("Escape")
    expect(_panneau(page)).to_have_count(0)
    # The same figure opens again: nothing stays selected behind the panel.
    line.get_by_role("button", name="Projets").click()
    expect(_panneau(page)).to_be_visible()
    page.keyboard.press("Escape")
    line.get_by_role("rowheader").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Oyonnax")
    wait_address(page, "/territoire", phase=["Phase I (2018-2022)"], cherche_territoires=None)


def test_a_project_of_the_table_opens_its_sheet_and_the_head_of_a_column_sorts_it(ecran: Ecran):
    page = ecran.page
    ecran.open(f"/projets?{COPIL}")
    rows = page.get_by_role("table").last.get_by_role("row")
    head = page.get_by_role("columnheader", name="Engagé, État et opérateurs")
    largest = rows.nth(1).get_by_role("rowheader").inner_text()
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(rows.nth(1)).to_contain_text("0,00 €")
    head.get_by_role("button").click()
    expect(rows.nth(1).get_by_role("rowheader")).to_have_text(largest)
    rows.nth(1).get_by_role("rowheader").get_by_role("button").click()
    expect(page.get_by_role("dialog").filter(has_text="Historique des statuts")).to_contain_text(largest)


def test_the_csv_of_projets_says_what_it_is_and_holds_every_project_found(ecran: Ecran):
    notice, head, rows = _read_csv(_download(ecran, f"/projets?{COPIL}&vue_projets=Sans engagement", "CSV"))
    assert all(any(line.startswith(f"# {name} : ") for line in notice) for name in A_LIRE)
    assert len(rows) == 243 and head[0] == "Projet"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("chemin", ["/projets", "/financements"])
def test_a_workbook_reopens_with_what_is_needed_to_read_it_alone_and_no_formula(ecran: Ecran, chemin: str):
    book = load_workbook(_download(ecran, f"{chemin}?{COPIL}&region=Bretagne", "XLSX"))
    assert book.sheetnames == ["À lire", "Données"]
    notice = {name: str(text) for name, text, *_ in book["À lire"].iter_rows(values_only=True, min_row=3)}
    assert set(A_LIRE) <= set(notice)
    assert "Bretagne" in notice["Filtres"] or chemin == "/financements"
    assert notice["Arrêté"].startswith("24/09/2019") and len(notice["Sceau"].split()[-1]) == 64
    assert "démonstration" in notice["Avertissement"]
    assert {"Engagé", "À savoir"} & set(notice), "the definition of its amounts"
    cells = [cell for row in book["Données"].iter_rows() for cell in row]
    assert len(cells) > 10 and not [c.coordinate for c in cells if c.data_type == "f"]


def test_nothing_found_is_a_sentence_on_each_page(ecran: Ecran):
    page = ecran.page
    for path, said in (
        ("/territoires?cherche_territoires=zzzz", "Aucun territoire ne répond à « zzzz »"),
        ("/projets?cherche_projets=zzzz", "Aucun projet avec « zzzz »"),
        ("/territoire?id=ti-0000", "Le territoire « ti-0000 » n'existe pas"),
        ("/territoire?id=ti-5214&compare=Aucune comparaison&arrete=30/04/2019", "n'était pas dans le programme"),
    ):
        page.goto(f"{ecran.adresse}{path}{'' if 'arrete' in path else '&' + COPIL}")
        expect(page.get_by_text(said).first).to_be_visible()
    ecran.assert_local()


def _download(ecran: Ecran, adresse: str, kind: str) -> Path:
    """The last table of the page, downloaded."""
    ecran.open(adresse)
    button = ecran.page.get_by_role("button", name=f"Télécharger en {kind}").last
    expect(ecran.page.get_by_text("code sous licence MIT")).to_be_visible()
    with ecran.page.expect_download() as waiting:
        button.click()
    download: Download = waiting.value
    path = download.path().with_suffix(f".{kind.lower()}")
    download.save_as(path)
    return path


def _read_csv(path: Path) -> tuple[list[str], list[str], list[list[str]]]:
    """The lines of the notice, the head, the rows."""
    lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    notice = [line[0] for line in lines if line and line[0].startswith("#")]
    head, *rows = lines[len(notice) :]
    return notice, head, rows
