"""Streamlit's own words, as a reader meets them: in French, the server there or not; and what is no page says so."""

import urllib.request
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Ecran, start_server

PATIENCE_MS = 60_000


def test_the_words_around_fields_and_files_are_french(ecran: Ecran) -> None:
    page = ecran.page
    page.goto(f"{ecran.adresse}/donnees")
    uploader = page.get_by_test_id("stFileUploader")
    expect(uploader).to_contain_text("200\u00a0Mo au plus par fichier")
    expect(uploader.get_by_role("button", name="Choisir un fichier", exact=True)).to_be_visible()
    champ = page.get_by_role("textbox").first
    champ.fill("Direction du programme")
    expect(page.get_by_text("Entrée pour valider").or_(page.get_by_text("Entrée pour envoyer")).first).to_be_visible()
    region = page.get_by_role("combobox", name="Région")
    region.fill("zzzz")
    expect(page.get_by_text("Aucun résultat", exact=True)).to_be_visible()
    region.press("Escape")
    ecran.assert_quiet()


def test_a_server_that_stops_is_told_in_french(ecran: Ecran, donnees_demo: Path, tmp_path: Path) -> None:
    serveur = start_server(donnees_demo, tmp_path / "journal.txt")
    try:
        ecran.adresse = serveur.adresse
        ecran.open("/?arrete=24/09/2019")
        with urllib.request.urlopen(f"{serveur.adresse}/metriques") as reponse:  # noqa: S310
            assert "ti_publications_ouvertes 1\n" in reponse.read().decode()
    finally:
        serveur.stop()
    page = ecran.page
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Connexion perdue", timeout=PATIENCE_MS)
    expect(dialog).to_contain_text("Le tableau de bord ne répond plus")
    expect(dialog.get_by_role("button", name="Fermer").first).to_be_visible()


def test_an_unknown_address_is_a_page_of_its_own_with_the_way_back(ecran: Ecran) -> None:
    page = ecran.page
    reponse = page.goto(f"{ecran.adresse}/inconnue")
    assert reponse is not None and reponse.status == 404
    expect(page.get_by_role("heading", name="Page introuvable")).to_be_visible()
    page.get_by_role("link", name="Projets").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("rojets", timeout=PATIENCE_MS)


def test_pages_with_a_trailing_slash_keep_their_address(ecran: Ecran) -> None:
    page = ecran.page
    page.goto(f"{ecran.adresse}/territoire/?id=ti-8419")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Saint-Marcellin", timeout=PATIENCE_MS)
    page.goto(f"{ecran.adresse}/accueil?arrete=24/09/2019")
    ecran.wait_drawn()
    assert page.url.startswith(f"{ecran.adresse}/?")
