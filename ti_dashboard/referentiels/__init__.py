"""Plain reading of the reference CSV files (UTF-8, « ; », header, codes as text)."""

import csv
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from ti_dashboard.dossier.chemins import REFERENTIELS

ATTRIBUTION = (
    "ANCT, programme Territoires d'industrie (Licence Ouverte 2.0) · INSEE, code officiel géographique, et DGCL, via "
    "@etalab/decoupage-administratif (Licence Ouverte) · © IGN ADMIN EXPRESS (Licence Ouverte 2.0)"
)
"""Whose data these are: on every page, in every file."""


def lire(nom: str, dossier: Path = REFERENTIELS) -> list[dict[str, str]]:
    """Rows of ``<nom>.csv`` as dictionaries; an empty cell is an empty string."""
    return [row for _, row in lire_numerote(nom, dossier)]


def millesimes(dossier: Path = REFERENTIELS) -> dict[str, str]:
    """The vintages of what the files hold today, said wherever a figure rests on them."""
    return {row["objet"]: row["libelle"] for row in lire("millesime", dossier)}


def lire_numerote(nom: str, dossier: Path = REFERENTIELS) -> Iterator[tuple[int, dict[str, str]]]:
    """The same rows, each with its line number in the file (the header is line 1)."""
    with (dossier / f"{nom}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        names = next(reader, [])
        for cells in reader:
            if cells:
                # As DictReader marks a row of another length: a value or a name is None.
                yield reader.line_num, dict(zip_longest(names, cells))
