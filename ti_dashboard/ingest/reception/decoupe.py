"""Several tables one under the other in a sheet: each is read under its own header, none is taken for a title."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from ti_dashboard.classeurs.rangee_vide import est_vide
from ti_dashboard.dossier.limites import NB_COLONNES, FichierRefuse
from ti_dashboard.ingest.reception.fichiers import FeuilleBrute
from ti_dashboard.ingest.reception.sources import Source
from ti_dashboard.ingest.reception.valeurs import mot_cle
from ti_dashboard.langue.formats import accord, enumeration, nombre

# Tables looked for in a sheet: beyond, these are not tables.
NB_TABLEAUX = 20
Tableau = tuple[FeuilleBrute, list[Source]]


def tableaux(
    brute: FeuilleBrute, cles: Collection[str], reconnaitre: Callable[[FeuilleBrute], list[Source]]
) -> list[Tableau]:
    """The tables of a sheet with their readings; a single one, the whole sheet, where no second header stands alone."""
    cuts = [rank for rank in _en_tetes(brute.lignes, cles) if rank]
    found = _reconnus(brute, cuts, reconnaitre) if cuts else []
    if len(found) < 2:
        return [(brute, reconnaitre(brute))]
    named = [found[0]]
    for k, (part, sources) in enumerate(found[1:], 2):
        named.append((part, [replace(s, lecture=f"{s.lecture} tableau {k}".strip()) for s in sources]))
    first = enumeration([nombre(part.decalage + sources[0].en_tete.rang + 1) for part, sources in named])
    told = accord(len(named), "tableau", "tableaux")
    said = f"{told} sont lus dans cette feuille, l'en-tête de chacun aux lignes {first}."
    return [(replace(named[0][0], avis=(*brute.avis, said)), named[0][1]), *named[1:]]


def _en_tetes(rows: Sequence[Sequence[object]], cles: Collection[str]) -> list[int]:
    """Where a table may begin: words alone, two of them known headers, under a blank row, titles in between."""
    found: list[int] = []
    start = 0
    for rank, row in enumerate(rows):
        cells = [cell for cell in row[:NB_COLONNES] if cell is not None and cell != ""]
        if est_vide(cells):
            start = rank + 1
        elif start <= rank and len(cells) > 1:
            words = [cell for cell in cells if isinstance(cell, str)]
            is_header = len(words) == len(cells) and len(found) < NB_TABLEAUX
            found += (
                [start] if is_header and len({mot_cle(word[:200]) for word in words}.intersection(cles)) > 1 else []
            )
            start = len(rows)
    return found


def _reconnus(
    brute: FeuilleBrute, cuts: Sequence[int], reconnaitre: Callable[[FeuilleBrute], list[Source]]
) -> list[Tableau]:
    """The parts whose header is known and whole; what is between them belongs to the table above."""
    found: list[Tableau] = []
    starts: list[int] = []
    for rank in [0, *cuts]:
        sources = _lectures(_partie(brute, rank, min([c for c in cuts if c > rank], default=None)), reconnaitre)
        is_same = bool(found) and bool(sources) and _cles(sources) == _cles(found[-1][1])
        if sources and not is_same:
            found.append((brute, sources))
            starts.append(rank)
    ends = [*starts[1:], None][: len(starts)]
    return [
        (_partie(brute, start if k else 0, end), sources)
        for k, (start, end, (_, sources)) in enumerate(zip(starts, ends, found, strict=True))
    ]


def _lectures(part: FeuilleBrute, reconnaitre: Callable[[FeuilleBrute], list[Source]]) -> list[Source]:
    try:
        return reconnaitre(part)
    except FichierRefuse:
        return []


def _cles(sources: list[Source]) -> list[str]:
    return [mot_cle(cell) for cell in sources[0].en_tete.cases]


def _partie(brute: FeuilleBrute, start: int, end: int | None) -> FeuilleBrute:
    return replace(brute, lignes=brute.lignes[start:end], decalage=start, avis=())
