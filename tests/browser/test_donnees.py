"""A real file dropped in a real browser: report, preview, acceptance, publication, and every open screen follows."""

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.accessibilite.clavier import actionner, ecrire
from tests.browser.conftest import PATIENCE, start_server
from tests.depot import AUTEUR, fichier, financement, fonder


@pytest.fixture
def atelier(navigateur, tmp_path, monkeypatch):
    """A server over its own small ledger, and a page on it; publishing here must not touch the other tests."""
    base = tmp_path / "donnees"
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    fonder(base)
    server = start_server(base, tmp_path / "journal.txt")
    context = navigateur.new_context(viewport={"width": 1280, "height": 720}, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    yield page, server.adresse, tmp_path
    context.close()
    server.stop()


def _remplir(page: Page, *chemins: str) -> None:
    page.get_by_label("Votre fonction, pour le journal").fill(AUTEUR)
    page.keyboard.press("Tab")
    for chemin in chemins:
        page.locator("input[type=file]").set_input_files(chemin)
    sender = page.get_by_role("combobox", name="Émetteur")
    sender.fill("Bpifrance")
    page.get_by_role("option", name="Bpifrance", exact=True).click()


def _deposer(page: Page, adresse: str, chemin: str) -> None:
    page.goto(f"{adresse}/donnees")
    _remplir(page, chemin)
    verify = page.get_by_role("button", name="Vérifier")
    expect(verify).to_be_enabled()
    verify.click()


def test_a_file_is_deposited_checked_and_accepted_by_the_keyboard_alone(atelier):
    page, adresse, base = atelier
    page.goto(f"{adresse}/donnees")
    ecrire(page, page.get_by_label("Votre fonction, pour le journal"), AUTEUR)
    with page.expect_file_chooser() as chosen:
        actionner(page, page.get_by_role("button", name="Parcourir"))
    chosen.value.set_files(fichier(base, "financements", [financement("A", "90,50")], "été 2026.csv"))
    ecrire(page, page.get_by_role("combobox", name="Émetteur"), "Bpifrance")
    page.keyboard.press("Enter")
    verify = page.get_by_role("button", name="Vérifier")
    expect(verify).to_be_enabled()
    actionner(page, verify)
    expect(page.get_by_text("1 ligne, aucune anomalie")).to_be_visible()
    actionner(page, page.get_by_role("button", name="Voir ce qui changerait"))
    expect(page.get_by_role("heading", name="Ce qui changerait")).to_be_visible()
    actionner(page, page.get_by_role("button", name="Accepter tout"))
    actionner(page, page.get_by_role("button", name="Publier 1"))
    expect(page.get_by_text("Aucun dépôt n'attend d'être publié")).to_be_visible()


# All that the status region says from here on.
ECOUTER = """(region) => {
  window.dits = [];
  const dire = () => window.dits.push(region.textContent);
  new MutationObserver(dire).observe(region, { childList: true, characterData: true, subtree: true });
}"""


def test_who_does_not_see_the_page_hears_what_comes_of_a_deposit(atelier):
    page, adresse, base = atelier
    page.goto(f"{adresse}/donnees")
    page.locator("p.annonces").evaluate(ECOUTER)
    path = fichier(base, "financements", [financement("A", "90,50")], "été 2026.csv")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator("p.annonces")).to_contain_text("Pour vérifier, il manque son émetteur.")
    _remplir(page)
    verify = page.get_by_role("button", name="Vérifier")
    expect(verify).to_be_enabled()
    verify.click()
    expect(page.get_by_role("status").filter(has_text="1 ligne, aucune anomalie")).to_be_visible()
    page.get_by_role("button", name="Accepter tout").click()
    page.get_by_role("button", name="Publier 1").click()
    expect(page.get_by_text("Aucun dépôt n'attend d'être publié")).to_be_visible()
    said = " ".join(" ".join(page.evaluate("() => window.dits")).split())
    for heard in (
        "1 fichier reçu : été 2026.csv. Pour vérifier, il manque son émetteur.",
        "Vérification : Lecture de été 2026.csv.",
        "Publication : ",
    ):
        assert heard in said
    assert said.count("Pour vérifier") == 1, "what has not changed is not said again"


def test_a_dropped_file_is_reported_previewed_accepted_and_published_to_every_screen(atelier):
    page, adresse, base = atelier
    other = page.context.new_page()
    other.goto(f"{adresse}/donnees?volet=Journal")
    path = fichier(base, "financements", [financement("A", "90,50"), financement("C", "30")], "été 2026.csv")
    _deposer(page, adresse, str(path))
    expect(page.get_by_text("lignes, aucune anomalie")).to_be_visible()
    page.get_by_role("button", name="Voir ce qui changerait").click()
    expect(page.get_by_role("heading", name="Ce qui changerait")).to_be_visible()
    page.get_by_role("button", name="Accepter tout").click()
    page.get_by_role("button", name="Publier 1").click()
    expect(page.get_by_text("Aucun dépôt n'attend d'être publié")).to_be_visible()
    shown = page.get_by_text("Publication affichée").inner_text()
    other.reload()
    expect(other.get_by_text(shown.split("Aucun")[0].strip())).to_be_visible()
    other.close()


def test_a_faulty_file_says_where_and_its_rejects_can_be_downloaded(atelier):
    page, adresse, base = atelier
    path = fichier(base, "financements", [financement("C", "10"), financement("D", "=1+1")])
    _deposer(page, adresse, str(path))
    expect(page.get_by_text("Rien n'est accepté tant que vous ne le demandez pas")).to_be_visible()
    expect(page.get_by_role("button", name="Accepter tout")).to_be_disabled()
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger les").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("ligne;motif;reference") and "'=1+1" in text


class Lien:
    """A link that can be held: what the browser sends waits, then leaves all at once, as on a bad network."""

    def __init__(self, page: Page) -> None:
        self.retenus: list[str | bytes] | None = None
        page.route_web_socket("**/_stcore/stream", self._ouvrir)

    def _ouvrir(self, route: WebSocketRoute) -> None:
        self.serveur = route.connect_to_server()
        route.on_message(lambda sent: self.serveur.send(sent) if self.retenus is None else self.retenus.append(sent))

    def lacher(self) -> None:
        held, self.retenus = self.retenus or [], None
        for sent in held:
            self.serveur.send(sent)


def test_files_a_function_and_a_sender_given_at_once_on_a_bad_network_are_all_there(atelier):
    page, adresse, base = atelier
    lien = Lien(page)
    page.goto(f"{adresse}/donnees")
    expect(page.get_by_role("button", name="Vérifier")).to_be_disabled()
    lien.retenus = []
    # One after the other: the answer about the first is on its way, that about the second waits behind it.
    names = ("printemps 2026.csv", "été 2026.csv")
    _remplir(page, *(str(fichier(base, "financements", [financement("A", "90,50")], name)) for name in names))
    expect(page.get_by_role("combobox", name="Émetteur")).to_have_value("Bpifrance")
    lien.lacher()
    for name in names:
        expect(page.get_by_text(name)).to_be_visible()
    expect(page.get_by_role("button", name="Vérifier")).to_be_enabled()
    expect(page.get_by_label("Votre fonction, pour le journal")).to_have_value(AUTEUR)
