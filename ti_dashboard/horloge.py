"""What time it is: an instant, in UTC, and the day it is, which is Paris's whatever the zone of the server.

The only reader of the machine's clock. What happens at 23:30 UTC is told, counted and closed the next day: people work
in Paris, and a file received there on the 2nd was received on the 2nd.
"""

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def maintenant() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def aujourd_hui() -> date:
    """The day it is in Paris."""
    return jour_a_paris(maintenant())


def jour_a_paris(instant: datetime) -> date:
    """The day it was in Paris at ``instant``. Raises ValueError when its zone is not said: it would be the server's."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no zone: it is no instant.")
    return instant.astimezone(PARIS).date()


def jour_note(iso: str) -> date:
    """The day it was in Paris at an instant kept as text: « 2026-11-22T23:04:10.379+00:00 » → 23 November."""
    return jour_a_paris(datetime.fromisoformat(iso))


def instant_de(secondes: float) -> datetime:
    """The instant that a machine counts in seconds."""
    return datetime.fromtimestamp(secondes, UTC)


def instant_ecrit(path: Path) -> datetime:
    """When a file was written. Raises OSError."""
    return instant_de(path.stat().st_mtime)


def jour_ecrit(path: Path) -> date:
    """The day a file was written, in Paris. Raises OSError."""
    return jour_a_paris(instant_ecrit(path))


def debut(day: date) -> datetime:
    """When a day begins in Paris."""
    return datetime.combine(day, time(), PARIS)
