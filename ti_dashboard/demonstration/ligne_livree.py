"""One row of a delivery, before it is put in a file."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

Valeur = str | int | Decimal | date | None

V = TypeVar("V", str, int, Decimal, date)

AGENCE = "agence"
"""The agency that pilots the programme: CGET until the end of 2019, ANCT from 2020."""


def region_emettrice(code_region: str) -> str:
    """Sender code of a region: ``region/53``."""
    return f"region/{code_region}"


@dataclass(frozen=True)
class LigneLivree:
    """A row of schema ``nature`` sent by ``emetteur`` in folder ``dossier`` (0 to 4); ``valeurs`` as in the schema."""

    nature: str
    emetteur: str
    dossier: int
    valeurs: dict[str, Valeur]

    @property
    def jour(self) -> date:
        """The day it takes effect: every row has one, whatever its schema."""
        return self.lire("date_effet", date)

    def lire(self, colonne: str, genre: type[V]) -> V:
        """A value that is always told, of the kind its schema gives it."""
        valeur = self.lire_si_dit(colonne, genre)
        if valeur is None:
            raise TypeError(f"{self.nature}.{colonne} n'est pas dit")
        return valeur

    def lire_si_dit(self, colonne: str, genre: type[V]) -> V | None:
        """A value of the kind its schema gives it, or nothing."""
        valeur = self.valeurs[colonne]
        if valeur is not None and not isinstance(valeur, genre):
            raise TypeError(f"{self.nature}.{colonne} : {valeur!r} n'est pas {genre.__name__}")
        return valeur


def euros(centimes: int | None) -> Decimal | None:
    """Whole cents to euros; unknown stays unknown."""
    return None if centimes is None else Decimal(centimes).scaleb(-2)
