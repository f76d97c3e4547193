"""Groupings of communes, those of today and those that are no more, with who took their communes over."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from ti_dashboard.ingest.reception.lieux.communes import Commune, anciens_siren, communes, par_siren
from ti_dashboard.referentiels import lire


class Disparu(NamedTuple):
    nom: str
    derniere_annee: int
    successeurs: tuple[str, ...]
    """SIREN, the one that took most communes first."""


@cache
def groupements() -> dict[str, str]:
    """SIREN → name."""
    return {r["siren"]: r["nom"] for r in lire("groupement")}


@cache
def disparus() -> dict[str, Disparu]:
    return {
        r["siren"]: Disparu(r["nom"], int(r["derniere_annee"]), tuple(r["sirens_successeurs"].split()))
        for r in lire("groupement_disparu")
    }


@cache
def communes_de() -> dict[str, tuple[Commune, ...]]:
    """SIREN of a grouping → its communes."""
    found: dict[str, list[Commune]] = defaultdict(list)
    for commune in communes().values():
        for siren in commune.groupements:
            found[siren].append(commune)
    return {siren: tuple(known) for siren, known in found.items()}


def devenir(siren: str) -> str | None:
    """What became of a grouping or a commune that is no more, in words; None when it still is, or never was known."""
    if gone := disparus().get(siren):
        heirs = " et ".join(f"{s} ({groupements()[s]})" for s in gone.successeurs)
        return f"{siren} ({gone.nom}) n'existe plus depuis {gone.derniere_annee + 1} : ses communes sont dans {heirs}"
    if merged := anciens_siren().get(siren):
        now = f"{merged.actuelle.siren} ({merged.actuelle.nom})"
        return f"{siren} ({merged.nom}) n'existe plus : la commune est réunie à {now}"
    return None


def est_connu(siren: str) -> bool:
    return siren in groupements() or siren in par_siren()
