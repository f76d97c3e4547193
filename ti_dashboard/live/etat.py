"""What a follower must know of a séance at this instant, as it travels in an event."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Etat:
    """``version`` counts the presenter's moves, ``revision`` everything else that was written; neither goes back."""

    code: str
    version: int
    revision: int
    adresse: str
    etape_id: int | None
    est_close: bool

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
