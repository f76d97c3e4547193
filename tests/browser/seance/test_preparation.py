"""A séance prepared in a browser: a list pasted, a document joined, an invitation kept, then the room let in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.conftest import Ecran
from tests.browser.gestes import tuile, wait_address
from tests.browser.seance.salle import COPIL, SUIT, Ouvrir, statut
from ti_dashboard.live import attendus, etapes, pieces, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.prevision import Prevision
from ti_dashboard.live.seances import Seance

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
BRETAGNE = f"/territoires?{COPIL}&region=Bretagne"


@pytest.fixture
def brouillon(base: Base) -> Seance:
    planned = Prevision(datetime(2026, 12, 3, 14, 30), 60, "Bercy, salle 7")
    return seances.preparer(base, "Comité de décembre", "Direction du programme", date(2019, 9, 24), planned)


def _preparer(ouvrir: Ouvrir, seance: Seance, volet: str) -> Ecran:
    ecran = ouvrir(f"/?{COPIL}&animer={seance.cle}")
    ecran.page.goto(f"{ecran.adresse}/seance?{COPIL}&animer={seance.code}&volet_seance={volet}")
    expect(ecran.page.get_by_role("heading", name="Comité de décembre")).to_be_visible()
    return ecran


def _message(page: Page, words: str) -> None:
    expect(page.get_by_test_id("stAlert").filter(has_text=words)).to_be_visible()


def test_a_list_is_pasted_and_what_is_not_understood_stays_in_the_box(ouvrir: Ouvrir, base: Base, brouillon: Seance):
    page = _preparer(ouvrir, brouillon, "Convocation").page
    page.get_by_text("Coller une liste", exact=True).click()
    box = page.get_by_label("Un par ligne")
    box.fill("Région Bretagne ; vice-présidente ; cabinet@region.fr\nrien du tout\nBpifrance\tdirecteur")
    page.get_by_role("button", name="Ajouter ces attendus").click()
    _message(page, "« rien du tout »")
    expect(box).to_have_value("rien du tout")
    expect(page.get_by_role("heading", name="2 attendus")).to_be_visible()
    found = [(a.organisme, a.fonction, a.courriel) for a in attendus.lister(base, brouillon.code)]
    assert found == [("Région Bretagne", "vice-présidente", "cabinet@region.fr"), ("Bpifrance", "directeur", "")]


def test_the_invitation_is_a_file_that_a_calendar_reads(ouvrir: Ouvrir, base: Base, brouillon: Seance):
    etapes.ajouter(base, brouillon.code, "L'argent", "Bpifrance", 15, BRETAGNE)
    ecran = _preparer(ouvrir, brouillon, "Convocation")
    with ecran.page.expect_download() as kept:
        ecran.page.get_by_role("button", name="Télécharger l'invitation (.ics)").click()
    assert kept.value.suggested_filename == f"seance-{brouillon.code}.ics"
    (event,) = Calendar.from_ical(Path(kept.value.path()).read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2026, 12, 3, 13, 30, tzinfo=UTC)
    assert str(event["url"]) == f"{ecran.adresse}/salle?suivre={brouillon.code}"
    assert "1. L'argent (Bpifrance, 15\u00a0minutes)" in str(event["description"])


def test_a_document_is_joined_read_by_who_presents_and_by_the_room_once_it_is_open(
    ouvrir: Ouvrir, base: Base, brouillon: Seance
):
    page = _preparer(ouvrir, brouillon, "Documents").page
    files = [("Note d'été.pdf", PDF), ("faux.pdf", b"PK\x03\x04")]
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/pdf", "buffer": content} for name, content in files]
    )
    page.get_by_role("button", name="Joindre", exact=True).click()
    _message(page, "« faux.pdf » n'est pas un PDF entier")
    link = page.get_by_role("link", name="Note d'été.pdf")
    expect(link).to_be_visible()
    (piece,) = pieces.lister(base, brouillon.code)
    waiting = ouvrir(f"/?{COPIL}&suivre={brouillon.code}")
    address = f"{waiting.adresse}{link.get_attribute('href')}"
    assert waiting.page.request.get(address).status == 404
    answer = page.request.get(address)
    assert answer.status == 200 and answer.body() == PDF
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors" in answer.headers["content-security-policy"]
    page.get_by_role("button", name="Ouvrir la séance").click()
    page.get_by_role("button", name="Oui, ouvrir la séance").click()
    expect(statut(waiting)).to_have_text(SUIT)
    assert waiting.page.request.get(address).status == 200
    page.get_by_role("button", name="Retirer").click()
    expect(page.get_by_role("heading", name="0 document")).to_be_visible()
    assert waiting.page.request.get(f"{waiting.adresse}/pieces/{brouillon.code}/{piece.piece_id}").status == 404


def test_who_came_before_the_hour_waits_and_then_follows(ouvrir: Ouvrir, base: Base, brouillon: Seance):
    suiveur = ouvrir(f"/projets?{COPIL}&suivre={brouillon.code}")
    expect(statut(suiveur)).to_have_text("La séance n'a pas commencé")
    expect(suiveur.page.get_by_text("prévue le 3 décembre 2026 à 14 h 30, Bercy, salle 7")).to_be_visible()
    animateur = _preparer(ouvrir, brouillon, "Déroulé")
    animateur.page.get_by_role("button", name="Ouvrir la séance").click()
    # Nothing moves who waits, wherever who prepares goes.
    expect(statut(suiveur)).to_have_text("La séance n'a pas commencé")
    wait_address(suiveur.page, "/projets")
    animateur.page.get_by_role("button", name="Oui, ouvrir la séance").click()
    expect(statut(suiveur)).to_have_text(SUIT)
    # The room begins by the figures of its arrêté, not by the page where it was opened.
    wait_address(suiveur.page, "/", arrete=["24/09/2019"])
    expect(tuile(suiveur.page, "montant_engage")).to_contain_text("108,0")
    for ecran in (animateur, suiveur):
        ecran.assert_local()
        ecran.assert_quiet()
