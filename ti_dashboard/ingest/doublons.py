"""Rows that may be the same fact told twice, in one delivery or across two: pairs to look at, never merged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from ti_dashboard.depots import Paire
from ti_dashboard.formats import euros, jour

PROCHE = 90.0
MAXIMUM = 200
# Beyond this many projects in one territory their titles are not compared: no territory has a tenth of it.
MAX_TITRES = 2_000


@dataclass(frozen=True)
class Ligne:
    """One row with its place, as the comparison needs it."""

    place: str
    row: dict[str, object]


def actes(deposees: Iterable[Ligne], connues: Iterable[Ligne]) -> list[Paire]:
    """Same funder, kind, amount, date and project under two references."""
    seen: dict[tuple[object, ...], dict[object, Ligne]] = defaultdict(dict)
    for line in connues:
        seen[_acte(line.row)].setdefault(line.row["reference"], line)
    pairs: list[Paire] = []
    for line in deposees:
        if line.row["montant"] is None:
            continue
        held = seen[_acte(line.row)]
        other = next((o for reference, o in held.items() if reference != line.row["reference"]), None)
        if other is not None and len(pairs) < MAXIMUM:
            what = f"même financeur, même projet, {euros(line.row['montant'])} le {jour(line.row['date_effet'])}"
            pairs.append(Paire(f"Deux références pour un même acte : {what}", _dire(other), _dire(line)))
        held.setdefault(line.row["reference"], line)
    return pairs


def _acte(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row[c] for c in ("operateur_id", "type_montant", "montant", "date_effet", "projet_id"))


def _dire(line: Ligne) -> str:
    return f"{line.row.get('reference') or line.row.get('projet_id')} ({line.place})"


def projets(deposes: Iterable[Ligne], connus: Iterable[Ligne]) -> list[Paire]:
    """Close titles in one territory under two identifiers."""
    by_territory: dict[tuple[object, object], tuple[list[Ligne], list[Ligne]]] = defaultdict(lambda: ([], []))
    for line in connus:
        by_territory[line.row["phase"], line.row["territoire_id"]][0].append(line)
    for line in deposes:
        by_territory[line.row["phase"], line.row["territoire_id"]][1].append(line)
    pairs = (p for held, new in by_territory.values() if new for p in _titres(held, new))
    return [pair for pair, _ in zip(pairs, range(MAXIMUM), strict=False)]


def _titres(held: list[Ligne], new: list[Ligne]) -> Iterator[Paire]:
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
