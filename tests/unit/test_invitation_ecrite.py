"""The invitation to a séance: read back by another reader of calendars, and nothing under embargo in it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from ti_dashboard.cadre.ecran_colle import ecran_colle
from ti_dashboard.ecrans.seance import invitation_ecrite
from ti_dashboard.errors import GesteRefuse
from ti_dashboard.live import convocation, etapes, seances
from ti_dashboard.live.base import Base
from ti_dashboard.live.prevision import Prevision

LIEN = "https://ti.gouv.fr/salle?suivre=ABC234"
QUAND = datetime(2026, 7, 3, 14, 30)
ECRIT = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def brouillon(magasin: Base) -> seances.Seance:
    planned = Prevision(QUAND, 90, "Bercy ; salle 7, 2e étage")
    made = seances.preparer(magasin, "Comité d'été", "Direction", date(2019, 9, 24), planned)
    etapes.ajouter(magasin, made.code, "L'argent", "Bpifrance", 15, "/financements")
    held = etapes.ajouter(magasin, made.code, "Le retrait", "Ministre", 5, "/territoires")
    etapes.annoter(magasin, held.etape_id, "ne rien dire avant", est_sous_embargo=True)
    return seances.lire(magasin, made.code)


def _lu(magasin: Base, seance: seances.Seance):
    content = invitation_ecrite.ecrire(seance, etapes.lister(magasin, seance.code), LIEN, ECRIT)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return content, event


def test_a_calendar_reads_when_where_and_how_to_follow(magasin: Base, brouillon):
    content, event = _lu(magasin, brouillon)
    assert event.decoded("dtstart") == datetime(2026, 7, 3, 12, 30, tzinfo=UTC)
    assert event.decoded("dtend") == datetime(2026, 7, 3, 14, 0, tzinfo=UTC)
    assert str(event["summary"]) == "Comité d'été" and str(event["location"]) == "Bercy ; salle 7, 2e étage"
    assert str(event["url"]) == LIEN and LIEN in str(event["description"])
    assert "1. L'argent (Bpifrance, 15\u00a0minutes)" in str(event["description"])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_what_is_under_embargo_and_the_notes_are_nowhere_in_it(magasin: Base, brouillon):
    content, event = _lu(magasin, brouillon)
    mail = invitation_ecrite.courriel(brouillon, etapes.lister(magasin, brouillon.code), LIEN, content, "a@b.fr")
    for text in (str(event["description"]), mail.texte):
        assert "retrait" not in text and "Ministre" not in text and "ne rien dire" not in text
    assert "Comité d'été" in mail.objet and mail.jointes[0].contenu == content


def test_a_later_file_replaces_the_one_before(magasin: Base, brouillon):
    _, before = _lu(magasin, brouillon)
    later = convocation.convoquer(magasin, brouillon.code, "Comité", Prevision(datetime(2026, 7, 10, 9, 0)))
    _, after = _lu(magasin, later)
    assert before["uid"] == after["uid"] and after["sequence"] > before["sequence"]
    # Where nobody said how long it lasts, an hour.
    assert after.decoded("dtend") - after.decoded("dtstart") == datetime(1, 1, 1, 1) - datetime(1, 1, 1)
    assert "location" not in after


def test_there_is_no_invitation_without_a_date(magasin: Base, brouillon):
    undated = convocation.convoquer(magasin, brouillon.code, "Comité", Prevision())
    with pytest.raises(GesteRefuse, match="Donnez d'abord la date"):
        invitation_ecrite.ecrire(undated, [], LIEN, ECRIT)


@pytest.mark.parametrize(
    ("colle", "garde"),
    [
        ("https://ti.gouv.fr/projets?region=Bretagne&suivre=ABC234&etape=3", "/projets?region=Bretagne"),
        (" /territoires ", "/territoires"),
        ("http://127.0.0.1:8501/?arrete=24/09/2019&animer=ABCDEF", "/?arrete=24%2F09%2F2019"),
    ],
)
def test_a_pasted_address_is_that_of_the_screen_alone(colle, garde):
    assert ecran_colle(colle) == garde


@pytest.mark.parametrize("colle", ["", "bonjour", "https://ti.gouv.fr/nulle-part", "http://[x", "javascript:alert(1)"])
def test_what_is_no_screen_of_ours_is_said(colle):
    with pytest.raises(GesteRefuse, match="n'est pas celle d'un écran"):
        ecran_colle(colle)
