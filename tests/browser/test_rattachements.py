"""In a real browser: the box of the header chooses every line shown, and one gesture attaches them all."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, start_server
from tests.depot import AUTEUR, laisser_sans_territoire
from ti_dashboard.dossier import rattachements

# Where the box that chooses every line stands, in a header drawn on a canvas: from its corner, in pixels.
CASE = {"x": 22, "y": 18}


@pytest.fixture
def atelier(navigateur, tmp_path, monkeypatch):
    base = tmp_path / "donnees"
    monkeypatch.setenv("TI_DASHBOARD_DONNEES", str(base))
    laisser_sans_territoire(base)
    server = start_server(base, tmp_path / "journal.txt")
    context = navigateur.new_context(viewport={"width": 1280, "height": 720}, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{server.adresse}/donnees?volet=Rapprochement&phase=Phase+I+(2018-2022)&cherche_a_rattacher=99999")
    yield page, base
    context.close()
    server.stop()


def _table(page: Page, titre: str):
    """A table is drawn on a canvas: its toolbar bears its name."""
    return page.locator(f'.stDataFrame:has([aria-label$=": {titre}"])')


def test_every_line_shown_is_chosen_at_once_attached_then_undone(atelier):
    page, base = atelier
    expect(page.get_by_text("2 lignes, 0 cochée.")).to_be_visible()
    _table(page, "Projets et actes sans territoire").click(position=CASE)
    expect(page.get_by_text("2 lignes, 2 cochées.")).to_be_visible()
    page.get_by_label("Votre fonction, pour le journal").fill(AUTEUR)
    page.get_by_label("Chercher un territoire, une commune, un membre").fill("Perros-Guirec")
    page.get_by_role("combobox", name="Territoire", exact=True).click()
    page.get_by_role("option", name=re.compile("Perros-Guirec")).click()
    page.get_by_role("button", name="Rattacher 2 projets").click()
    expect(page.get_by_text("1 rattachement fait ou défait à la main attend d'être publié")).to_be_visible()
    (gesture,) = rattachements.lire(base)
    assert gesture.territoire_id == "ti-5304" and {s.projet_id for s in gesture.sujets} == {"P4", "P5"}
    expect(page.get_by_text("Aucune ligne ne répond à cette recherche.")).to_be_visible()
    _table(page, "Rattachés à la main").click(position=CASE)
    page.get_by_role("button", name="Défaire 2 rattachements").click()
    expect(page.get_by_text("2 rattachements faits ou défaits à la main attendent d'être publiés")).to_be_visible()
    expect(page.get_by_text("2 lignes, 0 cochée.")).to_be_visible()
