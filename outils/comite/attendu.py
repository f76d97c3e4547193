"""What minutes must say, drawn from what was played alone: the surfaces' own gestures and their instants. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from outils.comite.acte import Scenario
from outils.comite.jeu import Fait

# What every screen of a committee says, and the step that names itself.
PARTOUT = ("arrete", "compare", "phase", "etape")
Quand = tuple[str, str]
"""Between which instants."""


class EcranVu(NamedTuple):
    page: str
    mots: tuple[tuple[str, str], ...]


def ecran(adresse: str) -> EcranVu:
    """What tells a screen from the others of a committee, however its address is written."""
    parts = urlsplit(adresse)
    return EcranVu(parts.path, tuple(sorted(pair for pair in parse_qsl(parts.query) if pair[0] not in PARTOUT)))


@dataclass
class ParoleAttendue:
    organisme: str
    fonction: str
    point: str
    prise: Quand | None = None
    finie: Quand | None = None


@dataclass(frozen=True)
class ConclusionAttendue:
    genre: str
    texte: str
    responsable: str
    echeance: str
    vue: EcranVu
    prise: Quand


@dataclass
class Attendu:
    """``passages``: rank of a point → when it began and ended; ``ecrans``: each screen, its point, when."""

    bornes: dict[str, Quand] = field(default_factory=dict)
    suspensions: list[list[Quand]] = field(default_factory=list)
    passages: dict[int, list[list[Quand]]] = field(default_factory=dict)
    presences: dict[tuple[str, str, str], list[Quand]] = field(default_factory=dict)
    paroles: list[ParoleAttendue] = field(default_factory=list)
    conclusions: list[ConclusionAttendue] = field(default_factory=list)
    corrections: list[tuple[str, str, Quand]] = field(default_factory=list)
    ecrans: list[tuple[EcranVu, int, Quand]] = field(default_factory=list)


class _Lecture:
    """The room as the gestures leave it, one after the other."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario, self.trouve = scenario, Attendu()
        self.rang, self.projet = 0, dict[str, str]()
        self.parle: ParoleAttendue | None = None

    def lire(self, fait: Fait) -> None:
        when, body, found = (fait.avant, fait.apres), fait.corps, self.trouve
        match fait.acte.geste:
            case "commencer" | "clore":
                found.bornes[fait.acte.geste] = when
                self._quitter(when)
            case "suspendre":
                self._quitter(when)
                found.suspensions.append([when])
            case "reprendre":
                found.suspensions[-1].append(when)
                self._entrer(self.rang, when)
            case "presence":
                who = (str(body["organisme"]), str(body["fonction"]), str(body["represente"]))
                found.presences[who] = [when]
            case "depart":
                who = next(key for key in found.presences if key[0] == self._organisme(fait))
                found.presences[who].append(when)
            case "parole":
                said = ParoleAttendue(str(body["organisme"]), str(body["fonction"]), self._titre())
                found.paroles.append(said)
            case "donner_la_parole":
                self._finir(when)
                self.parle = next(one for one in found.paroles if one.organisme == self._organisme(fait))
                self.parle.prise, self.parle.point = when, self._titre()
            case "finir_la_parole":
                self._finir(when)
            case "rediger":
                self.projet = {name: str(value) for name, value in body.items()}
            case "prendre":
                self._conclure(when)
            case "corriger":
                found.corrections.append((str(body["valeur"]), str(body["motif"]), when))
        if fait.acte.montre:
            self._montrer(fait, when)

    def _organisme(self, fait: Fait) -> str:
        return str(getattr(fait.acte.corps["id"], "organisme", ""))

    def _titre(self) -> str:
        return self.scenario.points[self.rang - 1].titre if self.rang else ""

    def _montrer(self, fait: Fait, when: Quand) -> None:
        """The arrow goes one step on or back; a step of the agenda is named; anything else stays in its step."""
        asked = fait.acte.corps.get("id")
        to = getattr(asked, "rang", self.rang)
        if fait.corps.get("de") == "etape":
            to = self.rang + int(str(fait.corps["pas"]))
        if to != self.rang:
            self._quitter(when)
            self.rang = to
            self._entrer(to, when)
        self.trouve.ecrans.append((ecran(fait.acte.montre), self.rang, when))

    def _entrer(self, rank: int, when: Quand) -> None:
        self.trouve.passages.setdefault(rank, []).append([when])

    def _quitter(self, when: Quand) -> None:
        visits = self.trouve.passages.get(self.rang, [])
        if visits and len(visits[-1]) == 1:
            visits[-1].append(when)

    def _finir(self, when: Quand) -> None:
        if self.parle is not None:
            self.parle.finie, self.parle = when, None

    def _conclure(self, when: Quand) -> None:
        kind, said, owner, due = (self.projet[name] for name in ("genre", "texte", "responsable", "echeance"))
        shown = self.trouve.ecrans[-1][0]
        self.trouve.conclusions.append(ConclusionAttendue(kind, said, owner, due, shown, when))


def lire(scenario: Scenario, faits: Iterable[Fait]) -> Attendu:
    """What was refused was not done."""
    reading = _Lecture(scenario)
    for fait in faits:
        if not fait.refus:
            reading.lire(fait)
    return reading.trouve
