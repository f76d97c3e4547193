"""What one choice of place stands for: the regions overseas under one word, those who are in a département."""

from collections.abc import Mapping
from functools import cache

from ti_dashboard.referentiels import lire

OUTRE_MER = "outre-mer"
"""One choice of the region list that stands for every overseas region: their union, under one word."""
Codes = tuple[str, ...]


@cache
def _outre_mer() -> Codes:
    return tuple(r["code_region"] for r in lire("region") if r["outre_mer"] == "oui")


def reunies(code: str) -> Codes:
    """The regions one choice of the list stands for: itself, or all those overseas."""
    return _outre_mer() if code == OUTRE_MER else (code,)


@cache
def _membres() -> Mapping[str, Codes]:
    """Département → the SIREN of its communes, and of the groupements that have one of them."""
    found: dict[str, dict[str, None]] = {}
    for row in lire("commune"):
        here = found.setdefault(row["code_departement"], {})
        here.update(dict.fromkeys(filter(None, (row["siren_commune"], row["siren_epci"], row["siren_ept"]))))
    return {code: tuple(sirens) for code, sirens in found.items()}


def membres(departement: str) -> Codes:
    """What a département stands for: those whose being a member of a territory puts it there."""
    return _membres()[departement]
