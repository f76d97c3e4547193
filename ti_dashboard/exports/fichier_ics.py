"""A meeting as a calendar reads it (RFC 5545): one event, in UTC, that a later file of the same code replaces."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event

GENRE, METHODE = "text/calendar", "PUBLISH"
# Where nobody said how long it lasts: what calendars give a meeting by themselves.
DUREE_USUELLE = timedelta(hours=1)


@dataclass(frozen=True)
class Rendezvous:
    """``code`` names it for ever; ``version`` grows with each change. ``lien``: where one follows it."""

    code: str
    version: int
    titre: str
    debut: datetime
    fin: datetime
    lieu: str
    description: str
    lien: str
    ecrit_le: datetime


def en_ics(rendezvous: Rendezvous) -> bytes:
    event = Event()
    event.add("uid", f"seance-{rendezvous.code}@{urlsplit(rendezvous.lien).hostname or 'tableau-de-bord'}")
    event.add("sequence", rendezvous.version)
    event.add("dtstamp", rendezvous.ecrit_le.astimezone(UTC))
    event.add("dtstart", rendezvous.debut.astimezone(UTC))
    lasts = rendezvous.fin - rendezvous.debut
    event.add("dtend", (rendezvous.debut + (lasts or DUREE_USUELLE)).astimezone(UTC))
    event.add("summary", rendezvous.titre)
    event.add("description", rendezvous.description)
    event.add("url", rendezvous.lien)
    if rendezvous.lieu:
        event.add("location", rendezvous.lieu)
    calendar = Calendar()
    calendar.add("prodid", "-//Tableau de bord Territoires d'industrie//Séance//FR")
    calendar.add("version", "2.0")
    calendar.add("method", METHODE)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
