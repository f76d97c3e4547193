"""The public lists shipped with the product: what a first publication without invention is made of.

``data/ouvertes/listes.toml`` declares them, ``SOURCES.md`` beside it says where each comes from.
"""

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from ti_dashboard.dossier.chemins import OUVERTES
from ti_dashboard.errors import DepotRefuse


@dataclass(frozen=True)
class Liste:
    """One public list: its file, who published it, the day it was known, the SHA-256 of what was shipped.

    ``reponses``: what is answered to the questions its deposit raises, by question or kind of questions; ``limite``:
    what whoever reads its figures must know, as the banner says it; ``attribution``: whom its licence asks to name,
    when the footer does not yet.
    """

    fichier: str
    titre: str
    emetteur: str
    recu_le: date
    sha256: str
    reponses: Mapping[str, str] = field(default_factory=dict)
    limite: str = ""
    attribution: str = ""

    @property
    def chemin(self) -> Path:
        return OUVERTES / self.fichier


@cache
def listes() -> tuple[Liste, ...]:
    """The lists, in the order they were known."""
    declared = tomllib.loads((OUVERTES / "listes.toml").read_text(encoding="utf-8"))["liste"]
    return tuple(sorted((Liste(**one) for one in declared), key=lambda one: one.recu_le))


def verifier() -> None:
    """Raises DepotRefuse naming the first list that is not the one declared."""
    for one in listes():
        if not one.chemin.is_file():
            raise DepotRefuse(f"La liste {one.fichier} manque dans data/ouvertes : remettez le fichier livré.")
        if hashlib.sha256(one.chemin.read_bytes()).hexdigest() != one.sha256:
            raise DepotRefuse(
                f"La liste {one.fichier} n'est plus celle que déclare data/ouvertes/listes.toml : son empreinte "
                "SHA-256 a changé. Remettez le fichier livré ; pour une nouvelle version, inscrivez son empreinte."
            )


def reconnues(empreintes: Collection[str]) -> tuple[Liste, ...]:
    """Those of these lists that are among the files received (SHA-256)."""
    return tuple(one for one in listes() if one.sha256 in empreintes)
