"""What a scenario is made of: who does what, when, and what is seen then. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PUPITRE, SECOND = "pupitre", "second poste"


@dataclass(frozen=True)
class Rang:
    """A step of the agenda, from 1."""

    rang: int


@dataclass(frozen=True)
class DemandeDe:
    """What this body asked last: to speak."""

    organisme: str


@dataclass(frozen=True)
class PresenceDe:
    organisme: str


@dataclass(frozen=True)
class MotTape:
    """A plain word of the palette: where it leads."""

    mot: str


@dataclass(frozen=True)
class DansJours:
    """A day, so many from the one it is played."""

    jours: int


@dataclass(frozen=True)
class Acte:
    """``a``: minutes and seconds of the meeting; ``qui``: a desk, or the body whose telephone it is; ``montre``: the
    screen of the room then, without what every screen says; ``refus``: words of the refusal that it must meet."""

    a: str
    qui: str
    geste: str
    corps: Mapping[str, object] = field(default_factory=dict)
    montre: str = ""
    refus: str = ""

    @property
    def a_s(self) -> int:
        minutes, seconds = self.a.split(":")
        return int(minutes) * 60 + int(seconds)


@dataclass(frozen=True)
class Point:
    """A step of the agenda, as it is prepared; ``adresse`` without what every screen says."""

    titre: str
    intervenant: str
    minutes: int
    adresse: str
    note: str = ""
    est_sous_embargo: bool = False


@dataclass(frozen=True)
class Membre:
    """Who comes: a body, a function, whom they stand for."""

    organisme: str
    fonction: str
    represente: str = ""
    arrive_a: str = "00:05"


@dataclass(frozen=True)
class Scenario:
    titre: str
    animateur: str
    lieu: str
    points: tuple[Point, ...]
    membres: tuple[Membre, ...]
    actes: tuple[Acte, ...]
