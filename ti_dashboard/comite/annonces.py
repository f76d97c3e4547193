"""What the room is told in one line, for a while: the outcome just taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ti_dashboard.live import decisions
from ti_dashboard.live.base import Base
from ti_dashboard.live.decisions import Decision

# Long enough to be read aloud from the wall, then it leaves the figures alone.
DUREE = timedelta(seconds=45)
DITES = {
    "information": "Information",
    "decision": "Décision prise",
    "accord": "Accord relevé",
    "desaccord": "Désaccord relevé",
}


@dataclass(frozen=True)
class AnnonceDeDecision:
    """``cle`` changes with the words: they are told again."""

    cle: str
    mots: str
    jusqu_a: datetime


def derniere(base: Base, code: str) -> AnnonceDeDecision | None:
    """That of the outcome taken last in a séance, over or not."""
    taken = decisions.derniere(base, code)
    return None if taken is None else de_la_decision(taken)


def de_la_decision(taken: Decision) -> AnnonceDeDecision:
    charge = f" ({taken.charge})" if taken.charge else ""
    words = f"{DITES[taken.genre]} : « {taken.texte} »{charge}"
    return AnnonceDeDecision(f"{taken.decision_id} {words}", words, datetime.fromisoformat(taken.cree_le) + DUREE)
