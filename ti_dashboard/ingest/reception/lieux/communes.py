"""Communes under every code and name they had, and the territory each lies in, by phase."""

from collections import defaultdict
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


class Alias(NamedTuple):
    """Another code or name of a commune: that of one merged into it, of a municipal arrondissement, its former name."""

    nom: str
    genre: str
    actuelle: Commune


@cache
def communes() -> dict[str, Commune]:
    return {
        r["code_commune"]: Commune(
            r["code_commune"],
            r["nom"],
            r["code_departement"],
            r["siren_commune"],
            tuple(s for s in (r["siren_ept"], r["siren_epci"]) if s),
        )
        for r in lire("commune")
    }


@cache
def autres_codes() -> dict[str, Alias]:
    """Codes that are no commune's any more, or never were: the last name each had."""
    known = communes()
    return {
        r["code"]: Alias(r["nom"], r["genre"], known[r["code_commune"]])
        for r in lire("commune_alias")
        if r["genre"] != "renommee"
    }


@cache
def anciens_siren() -> dict[str, Alias]:
    """SIREN of communes merged since."""
    known = communes()
    return {
        r["siren"]: Alias(r["nom"], r["genre"], known[r["code_commune"]]) for r in lire("commune_alias") if r["siren"]
    }


@cache
def par_siren() -> dict[str, Commune]:
    return {c.siren: c for c in communes().values()}


@cache
def par_code_postal() -> dict[str, tuple[Commune, ...]]:
    found: dict[str, list[Commune]] = defaultdict(list)
    for row in lire("commune"):
        for code in row["codes_postaux"].split():
            found[code].append(communes()[row["code_commune"]])
    return {code: tuple(known) for code, known in found.items()}


@cache
def membres() -> dict[tuple[int, str], str]:
    """(phase, SIREN of a member) → its territory."""
    return {(int(r["phase"]), r["siren_membre"]): r["territoire_id"] for r in lire("territoire_groupement")}


def territoire_de(commune: Commune, phase: int) -> str | None:
    """The territory of a commune: its own, else that of the grouping it belongs to."""
    known = membres()
    return next((t for s in (commune.siren, *commune.groupements) if (t := known.get((phase, s)))), None)
