"""What one received file turns out to hold: rows, rejects and faults, sheet by sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ti_dashboard.dossier.defaut import Defaut


@dataclass(frozen=True)
class Reglages:
    """What the depositor says of the file; ``nature`` and ``phase`` when they are not in it.

    ``masquees``: hidden sheets and hidden or filtered rows are read too. ``fichier``: the name it was received under.
    """

    emetteur: str
    date_reception: date
    nature: str | None = None
    phase: int | None = None
    masquees: bool = False
    fichier: str = ""


@dataclass(frozen=True)
class FeuilleLue:
    """One reading of one sheet: len(lignes) + len(rejets) + nb_sans_objet = nb_lignes.

    ``avis``: French sentences on what was dropped, filled, merged, rounded or rewritten while reading, one per kind;
    ``arrondis``: line → what rounding took from its amount, so that the exact total can be told; ``nb_hors_table``:
    how many rows beside the point state no fact at all (totals, notes); ``recues``: every row of the sheet as its
    sender wrote it, the line n at the rank n - 1.
    """

    feuille: str
    lecture: str
    nature: str
    nb_lignes: int
    lignes: list[tuple[int, dict[str, Any]]] = field(repr=False)
    rejets: list[tuple[int, list[object]]] = field(repr=False)
    fautes: list[Defaut]
    colonnes_ignorees: list[str]
    en_tete: list[str]
    nb_sans_objet: int = 0
    avis: tuple[str, ...] = ()
    arrondis: dict[int, Decimal] = field(default_factory=dict)
    nb_hors_table: int = 0
    recues: Sequence[list[object]] = field(default=(), repr=False)


@dataclass(frozen=True)
class Lecture:
    """``fautes`` are those of the file as a whole: when there is one, nothing was read. ``avis`` are of no sheet."""

    nom: str
    feuilles: list[FeuilleLue]
    fautes: list[Defaut]
    feuilles_ignorees: list[str]
    avis: tuple[str, ...] = ()
