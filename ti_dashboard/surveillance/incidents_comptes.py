"""What went wrong since this process started: pages that could not be drawn, answers that failed."""

import threading
from collections import Counter

from ti_dashboard import horloge

DEPART = horloge.maintenant()
PAGE, REPONSE = "page", "reponse"
GENRES = (PAGE, REPONSE)
_verrou = threading.Lock()
_comptes: Counter[str] = Counter()


def compter(genre: str) -> None:
    with _verrou:
        _comptes[genre] += 1


def comptes() -> dict[str, int]:
    """By kind, those that never happened included."""
    with _verrou:
        return {genre: _comptes[genre] for genre in GENRES}
