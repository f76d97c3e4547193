"""Communes and the territory each lies in, by phase, as the referentials have them."""

from functools import cache
from typing import NamedTuple

from ti_dashboard.referentiels import lire


class Commune(NamedTuple):
    code: str
    nom: str
    departement: str
    siren: str
    groupements: tuple[str, ...]
    """SIREN of the groupings it is part of, the closest first."""


@cache
def communes() -> dict[str, Commune]:
    return {
        r["code_commune"]: Commune(r["code_commune"], r["nom"], r["code_departement"], r["siren_commune"],
                                   tuple(s for s in (r["siren_ept"], r["siren_epci"]) if s))
        for r in lire("commune")
    }  # fmt: skip


@cache
def membres() -> dict[tuple[int, str], str]:
    """(phase, SIREN of a member) → its territory."""
    return {(int(r["phase"]), r["siren_membre"]): r["territoire_id"] for r in lire("territoire_groupement")}


def territoire_de(commune: Commune, phase: int) -> str | None:
    """The territory of a commune: its own, else that of the grouping it belongs to."""
    known = membres()
    return next((t for s in (commune.siren, *commune.groupements) if (t := known.get((phase, s)))), None)
