"""Rows that may be the same fact told twice, in one delivery or across two: pairs to look at, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process, utils

from ti_dashboard.dossier.depot import Paire
from ti_dashboard.ingest.reception.valeurs import cle_identifiant
from ti_dashboard.langue.formats import euros, jour

PROCHE = 90.0
MAXIMUM = 200
# Beyond this many projects in one territory their titles are not compared: no territory has a tenth of it.
MAX_TITRES = 2_000


@dataclass(frozen=True)
class LigneSituee:
    """One row with its place, as the comparison needs it."""

    place: str
    row: dict[str, Any]


def actes(deposees: Iterable[LigneSituee], connues: Iterable[LigneSituee]) -> list[Paire]:
    """Same funder, kind, amount and date, and same project or same territory, under two references."""
    seen: dict[tuple[object, ...], dict[str, LigneSituee]] = defaultdict(dict)
    for line in connues:
        if key := _acte(line.row):
            seen[key].setdefault(cle_identifiant(str(line.row["reference"])), line)
    pairs: list[Paire] = []
    for line in deposees:
        if not (key := _acte(line.row)):
            continue
        reference, held = cle_identifiant(str(line.row["reference"])), seen[key]
        other = next((o for known, o in held.items() if known != reference), None)
        if other is not None and len(pairs) < MAXIMUM:
            where = "même projet" if line.row["projet_id"] else "même territoire"
            what = f"même financeur, {where}, {euros(line.row['montant'])} le {jour(line.row['date_effet'])}"
            pairs.append(Paire(f"Deux références pour un même acte : {what}", _dire(other), _dire(line)))
        held.setdefault(reference, line)
    return pairs


def _acte(row: dict[str, Any]) -> tuple[object, ...] | None:
    """What two references for one act have in common; nothing is in common with what is absent."""
    place = row["projet_id"] or row["territoire_id"]
    if row["montant"] is None or row["cause"] != "initial" or place is None:
        return None
    return (
        place,
        row.get("financeur_dit"),
        *(row[c] for c in ("operateur_id", "type_montant", "montant", "date_effet")),
    )


def _dire(line: LigneSituee) -> str:
    return f"{line.row.get('reference') or line.row.get('projet_id')} ({line.place})"


def projets(deposes: Iterable[LigneSituee], connus: Iterable[LigneSituee]) -> list[Paire]:
    """Close titles in one territory under two identifiers."""
    by_territory: dict[tuple[object, object], tuple[list[LigneSituee], list[LigneSituee]]] = defaultdict(
        lambda: ([], [])
    )
    for rank, lines in enumerate((connus, deposes)):
        for line in lines:
            if line.row["territoire_id"]:
                by_territory[line.row["phase"], line.row["territoire_id"]][rank].append(line)
    pairs = (p for held, new in by_territory.values() if new for p in _titres(held, new))
    return [pair for pair, _ in zip(pairs, range(MAXIMUM), strict=False)]


def _titres(held: list[LigneSituee], new: list[LigneSituee]) -> Iterator[Paire]:
    everything = (held + new)[-MAX_TITRES:]
    titles = [utils.default_process(str(line.row["intitule"])) for line in everything]
    scores = process.cdist(titles[-len(new) :], titles, scorer=fuzz.token_sort_ratio, score_cutoff=PROCHE)
    told: set[frozenset[object]] = set()
    for i, line in enumerate(everything[-len(new) :]):
        for j, other in enumerate(everything):
            ids = frozenset((line.row["projet_id"], other.row["projet_id"]))
            if scores[i][j] and len(ids) == 2 and ids not in told:
                told.add(ids)
                motif = f"Intitulés proches dans le même territoire : « {line.row['intitule']} »"
                yield Paire(motif, _dire(other), _dire(line))


# Kinds of delivery whose rows are searched.
RECHERCHES = {"financements": actes, "projets": projets}
