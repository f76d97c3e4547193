"""Évolutions in a real browser: a bridge opens its lines, a tile keeps its rows, the back button undoes both."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import bloc, redraw, wait_address

ADRESSE = "/evolutions?arrete=12/10/2021&compare=24/09/2019&phase=Phase I (2018-2022)"


def _lines(page: Page):
    return page.get_by_role("table", name=re.compile(r" : \d+\s(signaux|territoires)$")).get_by_role("row")


def test_a_bridge_opens_the_lines_behind_it_and_reads_as_a_table(ecran: Ecran):
    page = ecran.page
    ecran.open(ADRESSE)
    bridge = bloc(page, "Engagé, État et opérateurs")
    bridge.get_by_role("button", name=re.compile("^D'où vient ce chiffre : .*Correction")).click()
    panel = page.get_by_role("dialog").filter(has_text="derrière ce chiffre")
    expect(panel).to_contain_text("cause de l'écart : correction")
    wait_address(page, chiffre=["montant_engage~cause:correction"])
    page.go_back()
    expect(panel).to_have_count(0)
    bridge.get_by_role("button", name="Tableau").click()
    expect(bridge.get_by_role("row").filter(has_text="Connu tardivement")).to_be_visible()
    ecran.assert_local()
    ecran.assert_quiet()


def test_a_name_in_a_sentence_opens_its_sheet(ecran: Ecran):
    page = ecran.page
    ecran.open(ADRESSE)
    sentences = bloc(page, "Ce qui a changé, du plus au moins important")
    sentences.get_by_role("button", name="Nord Est Ardenne").first.click()
    wait_address(page, "/territoire", arrete=["12/10/2021"])
    expect(page.get_by_role("heading", name="Nord Est Ardenne").first).to_be_visible()


def test_a_tile_keeps_its_rows_the_back_button_gives_all_back_and_thresholds_stay(ecran: Ecran):
    page = ecran.page
    ecran.open(f"{ADRESSE}&volet_evolutions=Alertes&mois=12")
    tile = page.get_by_role("button", name=re.compile("Pas de chef de projet connu"))
    expect(tile).to_be_visible()
    count = int((re.match(r"\d+", tile.inner_text()) or [0])[0])
    redraw(ecran, tile.click)
    wait_address(page, signal=["sans_chef"], mois=["12"])
    expect(tile).to_have_attribute("aria-pressed", "true")
    expect(_lines(page)).to_have_count(count + 1)
    page.go_back()
    wait_address(page, signal=None, mois=["12"])
    expect(tile).to_have_attribute("aria-pressed", "false")
    expect(_lines(page)).not_to_have_count(count + 1)
    ecran.assert_quiet()
