"""The self-audit: the criteria of RGAA 4.1, what is said of each, and what the declaration says of them all."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from ti_dashboard.dossier.chemins import RACINE
from ti_dashboard.referentiels import lire

DOSSIER = RACINE / "docs" / "accessibilite"
Etat = Literal["conforme", "non conforme", "non applicable", "non évalué"]
ETATS: tuple[Etat, ...] = get_args(Etat)


@dataclass(frozen=True)
class CritereRgaa:
    """One line of the file. ``essais``: the tests that replay its proof; ``derogation``: why it is not asked for."""

    critere: str
    thematique: str
    intitule: str
    niveau: str
    etat: str
    pages: str
    preuve: str
    essais: str
    derogation: str


@dataclass(frozen=True)
class BilanRgaa:
    """How many criteria are in each state. What nobody has judged conforms no more than what fails."""

    conformes: int
    non_conformes: int
    non_evalues: int
    non_applicables: int

    @property
    def applicables(self) -> int:
        return self.conformes + self.non_conformes + self.non_evalues

    @property
    def taux(self) -> float | None:
        return self.conformes / self.applicables if self.applicables else None


def criteres(dossier: Path = DOSSIER) -> list[CritereRgaa]:
    """Read when the page asks for it; ``FileNotFoundError`` where the file was not installed."""
    return [CritereRgaa(**row) for row in lire("rgaa", dossier)]


def bilan(lus: list[CritereRgaa]) -> BilanRgaa:
    nb = {etat: sum(c.etat == etat for c in lus) for etat in ETATS}
    return BilanRgaa(nb["conforme"], nb["non conforme"], nb["non évalué"], nb["non applicable"])
