"""The rows of a file against those that were said: the same in any order first, then each with the nearest left."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ti_dashboard.epreuve import cellules
from ti_dashboard.epreuve.cellules import Lue
from ti_dashboard.epreuve.export_relu import Export, plat
from ti_dashboard.epreuve.libelles import actuel
from ti_dashboard.exports.tableur import ecrit, neutraliser
from ti_dashboard.magasin.guichet import Ligne
from ti_dashboard.programme.colonnes import Colonne
from ti_dashboard.tableaux import TableauCompose

# Below this share of its cells, a row is not another one edited: it is a row of its own; fewer are enough when its
# first cell, what the row is about, is the same.
PART_COMMUNE, PART_DU_SUJET = 1 / 2, 1 / 4


@dataclass(frozen=True)
class Dite:
    """One row that was said: as it was composed, as it was written, as it is compared."""

    ligne: Ligne
    ecrites: tuple[object, ...]
    lues: tuple[Lue, ...]


@dataclass(frozen=True)
class Lu:
    """One row of the file; ``rang`` is its place among them."""

    rang: int
    lues: tuple[Lue, ...]


@dataclass(frozen=True)
class ColonnesCommunes:
    """What the file and the table have in common: place in the file, column, kind of its values."""

    communes: tuple[tuple[int, Colonne, str], ...]
    manquantes: tuple[str, ...]
    etrangeres: tuple[int, ...]


@dataclass
class Rapprochement:
    """``paires``: row of the file → the row that was said, when one was; ``manquantes``: said, and not in the file."""

    colonnes: ColonnesCommunes
    paires: dict[int, Dite | None] = field(default_factory=dict)
    manquantes: list[Dite] = field(default_factory=list)


def partager(export: Export, contenu: TableauCompose) -> ColonnesCommunes:
    """Columns found by their heading, wherever they were moved."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, head in enumerate(export.entetes):
        places[actuel(head)].append(place)
    shared, missing = [], []
    for column in contenu.colonnes:
        held = places.get(plat(neutraliser(column.libelle)))
        if held:
            shared.append((held.pop(0), column, cellules.sorte([ecrit(row, column) for row in contenu.lignes])))
        else:
            missing.append(column.libelle)
    return ColonnesCommunes(tuple(shared), tuple(missing), tuple(sorted(p for left in places.values() for p in left)))


def dites(contenu: TableauCompose, colonnes: ColonnesCommunes) -> list[Dite]:
    """What was said, in the columns that the file has kept."""
    told = []
    for row in contenu.lignes:
        written = tuple(ecrit(row, column) for _, column, _ in colonnes.communes)
        read = tuple(cellules.lire(v, kind) for v, (_, _, kind) in zip(written, colonnes.communes, strict=True))
        told.append(Dite(row, written, read))
    return told


def lus(export: Export, colonnes: ColonnesCommunes) -> list[Lu]:
    return [
        Lu(rank, tuple(cellules.lire(cells[place], kind) for place, _, kind in colonnes.communes))
        for rank, (_, cells) in enumerate(export.lignes)
    ]


def rapprocher(export: Export, contenu: TableauCompose, colonnes: ColonnesCommunes) -> Rapprochement:
    found = Rapprochement(colonnes)
    waiting: dict[tuple[Lue, ...], list[Dite]] = defaultdict(list)
    for one in reversed(dites(contenu, colonnes)):
        waiting[one.lues].append(one)
    left: list[Lu] = []
    for row in lus(export, colonnes):
        if waiting.get(row.lues):
            found.paires[row.rang] = waiting[row.lues].pop()
        else:
            left.append(row)
    rest = [one for same in waiting.values() for one in reversed(same)]
    _au_plus_proche(found, left, rest)
    return found


def _au_plus_proche(found: Rapprochement, left: Sequence[Lu], rest: Sequence[Dite]) -> None:
    """What few rows say tells them apart: a name weighs more than a state, an amount more than « 0 »."""
    index: dict[tuple[int, Lue], list[int]] = defaultdict(list)
    for rank, one in enumerate(rest):
        for cell in enumerate(one.lues):
            index[cell].append(rank)
    scored = []
    for row in left:
        scores: dict[int, float] = defaultdict(float)
        for cell in enumerate(row.lues):
            held = index.get(cell, ())
            for rank in held:
                scores[rank] += 1 / len(held)
        scored += [(-score, row.rang, rank) for rank, score in scores.items() if _se_ressemblent(row, rest[rank])]
    taken: set[int] = set()
    for _, rang, rank in sorted(scored):
        if rang not in found.paires and rank not in taken:
            found.paires[rang] = rest[rank]
            taken.add(rank)
    for row in left:
        found.paires.setdefault(row.rang, None)
    found.manquantes = [one for rank, one in enumerate(rest) if rank not in taken]


def _se_ressemblent(row: Lu, one: Dite) -> bool:
    same = sum(a == b for a, b in zip(row.lues, one.lues, strict=True))
    part = PART_DU_SUJET if row.lues[0] == one.lues[0] else PART_COMMUNE
    return same >= max(1, part * len(row.lues))
