"""What a row says of its place, and what becomes of it."""

from dataclasses import dataclass
from typing import NamedTuple

# Ways to attach, in the order they are believed.
TERRITOIRE, COMMUNE, SIREN, CODE_POSTAL, NOM = "territoire", "commune", "siren", "code_postal", "nom"


class Place(NamedTuple):
    """The cells of a row that say a place, as they were typed; None when nothing is said."""

    territoire_id: str | None = None
    code_commune: str | None = None
    siren: str | None = None
    siret: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    departement: str | None = None
    territoire: str | None = None


class Reponse(NamedTuple):
    """What one way answers: the place in words, the only territory it lies in, else why there is none.

    ``est_lieu`` when the place itself is known: it then answers for the row, even to say that it lies in no territory.
    """

    voie: str
    dit: str
    territoire_id: str | None = None
    raison: str = ""
    est_lieu: bool = True


@dataclass(frozen=True)
class Rattachement:
    """``contredit``: what another cell of the row says instead, one sentence without its line."""

    territoire_id: str | None = None
    voie: str | None = None
    lieu_dit: str | None = None
    contredit: str | None = None
