"""Streamlit's own words, as a reader meets them: in French, the server there or not; and what is no page says so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Ecran, Serveur, start_server


@pytest.fixture
def mur_anglais(navigateur: Browser, serveur: Serveur) -> Iterator[Page]:
    """A wall whose browser speaks English: the screen does not."""
    contexte = navigateur.new_context(viewport={"width": 1600, "height": 900}, locale="en-US")
    page = contexte.new_page()
    page.goto(f"{serveur.adresse}/donnees")
    yield page
    contexte.close()


def test_the_words_around_fields_and_files_are_french_whatever_the_browser(mur_anglais: Page) -> None:
    page = mur_anglais
    uploader = page.get_by_test_id("stFileUploader")
    expect(uploader).to_contain_text("200\u00a0Mo au plus par fichier")
    expect(uploader.get_by_role("button", name="Parcourir")).to_be_visible()
    date = page.get_by_role("group", name="Reçu le")
    expect(date.get_by_role("spinbutton").nth(1)).to_have_accessible_name("mois, Reçu le")
    date.get_by_role("spinbutton", name="jour, Reçu le").press_sequentially("24092019")
    expect(date).to_contain_text(re.compile(r"24\s*/\s*09\s*/\s*2019"))
    champ = page.get_by_role("textbox").first
    champ.fill("Direction du programme")
    expect(page.get_by_text("Entrée pour valider").or_(page.get_by_text("Entrée pour envoyer")).first).to_be_visible()
    region = page.get_by_role("combobox", name="Région")
    region.fill("zzzz")
    expect(page.get_by_text("Aucun résultat", exact=True)).to_be_visible()


def test_a_server_that_stops_is_told_in_french(ecran: Ecran, donnees_demo: Path, tmp_path: Path) -> None:
    serveur = start_server(donnees_demo, tmp_path / "journal.txt")
    try:
        ecran.adresse = serveur.adresse
        ecran.open("/?arrete=24/09/2019")
    finally:
        serveur.stop()
    page = ecran.page
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Connexion perdue")
    expect(dialog).to_contain_text("Le tableau de bord ne répond plus")
    expect(dialog.get_by_role("button", name="Fermer").first).to_be_visible()


def test_an_unknown_address_is_a_page_of_its_own_with_the_way_back(ecran: Ecran) -> None:
    page = ecran.page
    reponse = page.goto(f"{ecran.adresse}/inconnue")
    assert reponse is not None and reponse.status == 404
    expect(page.get_by_role("heading", name="Page introuvable")).to_be_visible()
    page.get_by_role("link", name="Projets").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("rojets")


def test_pages_with_a_trailing_slash_keep_their_address(ecran: Ecran) -> None:
    page = ecran.page
    page.goto(f"{ecran.adresse}/territoire/?id=ti-8419")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saint-Marcellin")
    page.goto(f"{ecran.adresse}/accueil?arrete=24/09/2019")
    ecran.wait_drawn()
    assert page.url.startswith(f"{ecran.adresse}/?")
