"""What is found of each figure, and of the whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

Statut = Literal["dit et inchangé", "dit, définition changée depuis", "autre filtre", "pas de nous"]
DIT: Final = "dit et inchangé"
DEFINITION: Final = "dit, définition changée depuis"
AUTRE: Final = "autre filtre"
ETRANGER: Final = "pas de nous"
STATUTS: tuple[Statut, ...] = (DIT, DEFINITION, AUTRE, ETRANGER)


@dataclass(frozen=True)
class Constat:
    """One figure. ``ou``: « Données, ligne 12, colonne « Engagé » (E12) »; ``lu``: what is there; ``dit``: what was
    said there; ``note``: what more is known of it. ``groupe``: what is told once for several (a row)."""

    statut: Statut
    ou: str
    lu: str = ""
    dit: str = ""
    note: str = ""
    groupe: str = ""


@dataclass(frozen=True)
class Rapport:
    """``reserves``: what is not as it was said beside the figures (a seal, a row that is missing); ``remarques``: what
    a reader should know, and that takes nothing away. ``est_detaille``: the figures are few, and all told."""

    objet: str
    constats: Sequence[Constat] = ()
    reserves: Sequence[str] = ()
    remarques: Sequence[str] = ()
    est_detaille: bool = False

    @property
    def comptes(self) -> dict[str, int]:
        found = Counter(c.statut for c in self.constats)
        return {status: found[status] for status in STATUTS}

    @property
    def est_fidele(self) -> bool:
        return not self.reserves and all(c.statut == DIT for c in self.constats)
