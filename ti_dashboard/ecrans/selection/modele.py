"""What a selection is made of: candidates with their values, and the rule a reader sets."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

Echelle = Literal["etendue", "rang"]
NOMBRE = 25
POIDS_MAX = 100


@dataclass(frozen=True)
class Critere:
    """``sens``: whether a high (``haut``) or a low (``bas``) value makes a territory more fragile.

    ``abrege``: over its slider and its column; ``entete``: what a narrow head says, the whole label being in its help.
    ``chiffre``: the figure its value opens. ``depart``: its weight when a reader arrives, a starting point, not advice.
    """

    critere_id: str
    libelle: str
    sens: Literal["haut", "bas"]
    genre: str = "entier"
    source: str = ""
    abrege: str = ""
    entete: str = ""
    chiffre: str = ""
    depart: int = 0

    @property
    def court(self) -> str:
        return self.abrege or self.libelle


@dataclass(frozen=True)
class Candidat:
    territoire_id: str
    nom: str
    code_region: str
    region: str


@dataclass(frozen=True)
class Donnees:
    """``valeurs``: one row per candidate, one column per criterion, NaN where the value is unknown; ``population``: the
    vintage of the inhabitants an amount is divided by."""

    candidats: tuple[Candidat, ...]
    criteres: tuple[Critere, ...]
    valeurs: np.ndarray
    population: str = ""


@dataclass(frozen=True)
class Bornes:
    """How many territories of a region at least, and at most (None: no limit)."""

    plancher: int = 0
    plafond: int | None = None


@dataclass(frozen=True)
class RegleDeSelection:
    """Everything a reader chose; what it names and the data do not hold is ignored, and said by ``alertes``.

    ``manuels``: territoire_id → (kept or left out, reason).
    """

    poids: dict[str, int]
    echelle: Echelle = "etendue"
    stricts: frozenset[str] = frozenset()
    inverses: frozenset[str] = frozenset()
    bornes: dict[str, Bornes] = field(default_factory=dict)
    manuels: dict[str, tuple[bool, str]] = field(default_factory=dict)
    nombre: int = NOMBRE
