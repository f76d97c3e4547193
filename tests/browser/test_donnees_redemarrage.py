"""The server restarts while a file is being deposited: what was lost is said, and how to go on."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, start_server
from tests.depot import AUTEUR, fichier, financement, fonder

PERDU = "a été perdu quand le serveur a redémarré"


def _choisir_emetteur(page: Page) -> None:
    sender = page.get_by_role("combobox", name="Émetteur")
    sender.fill("Bpifrance")
    page.get_by_role("option", name="Bpifrance", exact=True).click()


def test_a_file_lost_with_its_session_is_said_beside_verify_and_can_be_dropped_again(navigateur, tmp_path, monkeypatch):
    base = tmp_path / "donnees"
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    fonder(base)
    path = fichier(tmp_path, "financements", [financement("C", "30")], "été 2026.csv")
    server = start_server(base, tmp_path / "avant.txt")
    page = navigateur.new_page(viewport={"width": 1280, "height": 720}, locale="fr-FR")
    page.set_default_timeout(PATIENCE)
    # What is missing is also read aloud, in a region of its own: it may be there for a moment.
    seen = page.get_by_role("main")
    try:
        page.goto(f"{server.adresse}/donnees")
        page.get_by_label("Votre fonction, pour le journal").fill(AUTEUR)
        page.locator("input[type=file]").set_input_files(str(path))
        expect(seen.get_by_text("Pour vérifier, il manque son émetteur.")).to_be_visible()
        server.stop()
        server = start_server(base, tmp_path / "apres.txt", port=urlsplit(server.adresse).port)
        _choisir_emetteur(page)
        expect(seen.get_by_text(PERDU)).to_be_visible()
        expect(page.get_by_role("button", name="Vérifier")).to_be_disabled()
        page.get_by_role("button", name="Retirer été 2026.csv").click()
        expect(seen.get_by_text(PERDU)).to_be_hidden()
        expect(seen.get_by_text("Pour vérifier, il manque un fichier.")).to_be_visible()
        # By the button, which empties the field first: a browser keeps quiet about a field given the file it has.
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Parcourir").click()
        chooser.value.set_files(str(path))
        expect(page.get_by_role("button", name="Vérifier")).to_be_enabled()
    finally:
        page.close()
        server.stop()
