"""What a follower must know of a séance at this instant, as it travels in an event."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class StatutDeSeance(StrEnum):
    """How far a séance is: the room sees nothing of a draft, nor moves while it is suspended."""

    BROUILLON = "brouillon"
    OUVERTE = "ouverte"
    SUSPENDUE = "suspendue"
    CLOSE = "close"


def statut_de(ouverte_le: str | None, suspendue_le: str | None, close_le: str | None) -> StatutDeSeance:
    """From the instants that the store keeps of it."""
    if close_le is not None:
        return StatutDeSeance.CLOSE
    if ouverte_le is None:
        return StatutDeSeance.BROUILLON
    return StatutDeSeance.OUVERTE if suspendue_le is None else StatutDeSeance.SUSPENDUE


@dataclass(frozen=True)
class Etat:
    """``version`` counts the presenter's moves, ``revision`` everything else that was written; neither goes back."""

    code: str
    version: int
    revision: int
    adresse: str
    etape_id: int | None
    statut: StatutDeSeance

    @property
    def evenement_id(self) -> str:
        return f"{self.version}-{self.revision}"

    def suit(self, autre: "Etat | None") -> bool:
        """True when this state comes after ``autre``. Two readings of one store are always one after the other."""
        if autre is None:
            return True
        mine, other = (self.version, self.revision), (autre.version, autre.revision)
        return mine != other and all(a >= b for a, b in zip(mine, other, strict=True))

    def en_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)
