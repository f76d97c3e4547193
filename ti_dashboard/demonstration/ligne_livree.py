"""One row of a delivery, before it is put in a file."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Valeur = str | int | Decimal | date | None

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


def euros(centimes: int | None) -> Decimal | None:
    """Whole cents to euros; unknown stays unknown."""
    return None if centimes is None else Decimal(centimes).scaleb(-2)
