"""The register of definitions: every version an indicator has had, with its words, since when, and its questions' hash.

``versions.csv`` only grows: what was said under a version is read with its words for ever. A line of a version already
there signs it again, its questions or its words rewritten without any effect on the value.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

FICHIER = Path(__file__).with_name("versions.csv")
COLONNES = ("indicateur_id", "version", "depuis", "empreinte", "definition", "formule")


@dataclass(frozen=True)
class Version:
    """``depuis``: it is in force for the arrêtés frozen from that day on; None: since the first one.

    ``empreinte``: the hash of the questions that gave its value when it was last signed.
    """

    indicateur_id: str
    version: int
    depuis: date | None
    empreinte: str
    definition: str
    formule: str


def lire(fichier: Path = FICHIER) -> Iterator[Version]:
    """The lines of the register, in the order they were written."""
    with fichier.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            since = date.fromisoformat(row["depuis"]) if row["depuis"] else None
            version, digest = int(row["version"]), row["empreinte"]
            yield Version(row["indicateur_id"], version, since, digest, row["definition"], row["formule"])


def ranger(lines: Iterable[Version]) -> dict[str, tuple[Version, ...]]:
    """indicateur_id → its versions, the first one first: each in force since its first line, worded as in its last."""
    found: dict[str, dict[int, Version]] = {}
    for line in lines:
        known = found.setdefault(line.indicateur_id, {})
        first = known.get(line.version, line)
        known[line.version] = replace(line, depuis=first.depuis)
    return {indicateur_id: tuple(known.values()) for indicateur_id, known in found.items()}


@cache
def registre() -> dict[str, tuple[Version, ...]]:
    """The register as it stands in this program."""
    return ranger(lire())


def versions(indicateur_id: str) -> tuple[Version, ...]:
    return registre().get(indicateur_id, ())


def courante(indicateur_id: str) -> Version:
    """The version in force today. Raises LookupError, with what to do, for an indicator that was never registered."""
    known = versions(indicateur_id)
    if not known:
        raise LookupError(f"« {indicateur_id} » n'est pas au registre des définitions : lancez « make definitions ».")
    return known[-1]
