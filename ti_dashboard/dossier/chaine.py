"""Lines that hold each other: each carries the hash of the one before and its own, so that none changes unseen.

A recipe names what is hashed and how it is written, and never changes. What was written before there was a chain is
signed as a whole by the first line of it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

RECETTE = "journal-1"


@dataclass(frozen=True)
class Chaine:
    """What reading a journal from its start has found: ``rupture`` says where it breaks first, empty when it is whole.

    ``empreintes``: those of its lines, in order; ``anciennes``: how many lines stand before them; ``coupee``: a power
    cut left the last line unfinished, which breaks nothing.
    """

    empreintes: Sequence[str] = field(default=(), repr=False)
    anciennes: int = 0
    rupture: str = ""
    coupee: bool = False

    @property
    def tete(self) -> str:
        """The hash of the last line: written elsewhere, it shows that lines were taken off the end."""
        return self.empreintes[-1] if self.empreintes else ""


def empreinte(precedent: str, champs: Mapping[str, str | None]) -> str:
    """The hash of one line. Each value is written with its length: no two lines are written alike."""
    said = [RECETTE, _ecrit("precedent", precedent), *(_ecrit(name, value) for name, value in champs.items())]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _ecrit(nom: str, valeur: str | None) -> str:
    return f"{nom} -" if valeur is None else f"{nom} {len(valeur.encode())} {valeur}"


def debut(avant: bytes) -> str:
    """What the first line of a chain follows: all that was written before it."""
    return hashlib.sha256(avant).hexdigest()


def reprise(derniere: str, reste: bytes) -> str:
    """What a line follows when a power cut left an unfinished one (``reste``) after the last whole line."""
    return hashlib.sha256(f"{RECETTE}\ncoupure {derniere}\n".encode() + reste).hexdigest()
