"""A page cut in plans: what a wall shows at once, one after the other. Pure.

Tiles, bars, sentences, signals and tables are cut by what fits on the stage (``encombrement.py``); a map, a curve and
a bridge are whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from ti_dashboard.planche import encombrement as place
from ti_dashboard.planche import tables
from ti_dashboard.planche.contrat import Ecran, Partie, Plan, Tuile
from ti_dashboard.planche.contrat_blocs import Barres, Bloc, Phrases, Signaux, Table

CHIFFRES = "Les chiffres"
SUITE = " ({} sur {})"
GRILLES = ((3, 2), (2, 2), (3, 1), (2, 1), (1, 1))
"""Columns and rows of tiles, from the most."""
A_PART = ("principal", "apart")
REPERE = 20
# A browser shares the width of a table among its columns in a way of its own.
PRUDENCE = 0.88
SIGNAUX_PAR_RANG = 3
# What a table says of the gestures on it means nothing on a wall.
GESTES = (tables.MODE_D_EMPLOI, tables.MODE_D_EMPLOI_CHIFFRES)


def de_la_planche(cle: str, ecran: Ecran) -> list[Plan]:
    """The plans of one board, in the order they are read in; their keys, unique in the board."""
    found = [*_tuiles(cle, ecran), *_carte(cle, ecran)]
    for bloc in (*_a_la_place(ecran, "droite"), *_a_la_place(ecran, "bas")):
        found += _bloc(cle, ecran, bloc)
    if not found and (ecran["message"] or ecran["titre"]):
        found = [_plan("texte", ecran["titre"], cle, "texte")]
    return found


def de_la_page(planches: Iterable[Sequence[Plan]]) -> list[Plan]:
    """The plans of all the boards of a page: a key already taken is said with the name of its board."""
    taken: set[str] = set()
    whole: list[Plan] = []
    for plans in planches:
        again = any(plan["cle"] in taken for plan in plans)
        named = [Plan(**(plan | {"cle": f"{plan['planche']}-{plan['cle']}"})) if again else plan for plan in plans]
        taken |= {plan["cle"] for plan in named}
        whole += named
    return whole


def ranger(tuiles: Sequence[Tuile]) -> list[Tuile]:
    """In the order they are drawn: those that are never added up come last."""
    return [one for group in A_PART for one in tuiles if one["groupe"] == group]


def _a_la_place(ecran: Ecran, ou: str) -> Iterator[Bloc]:
    return (bloc for bloc in ecran["blocs"] if (bloc.get("place") == "bas") == (ou == "bas"))


def _plan(cle: str, titre: str, planche: str, partie: Partie, bloc: str = "", a: int = 0, note: str = "") -> Plan:
    return Plan(cle=cle, titre=titre, planche=planche, partie=partie, bloc=bloc, de=0, a=a, colonnes=[], note=note)


def _suite(plan: Plan, coupes: Sequence[Mapping[str, Any]]) -> list[Plan]:
    """The same plan in several, each with its rank in its key and in its title."""
    found = []
    for rank, cut in enumerate(coupes, 1):
        one = plan.copy()
        one["de"], one["a"] = cut["de"], cut["a"]
        one["colonnes"], one["note"] = cut.get("colonnes", []), cut.get("note", plan["note"])
        if len(coupes) > 1:
            one["titre"] += SUITE.format(rank, len(coupes))
        if rank > 1:
            one["cle"] += f".{rank}"
        found.append(one)
    return found


def _bornes(parts: Iterable[tuple[int, int]]) -> list[dict[str, Any]]:
    return [{"de": start, "a": end} for start, end in parts]


def _entete(ecran: Ecran) -> float:
    """What a board says over its parts, on the first plan of each of them."""
    return 19 * place.lignes(ecran["sous_titre"], place.LARGEUR, 15) + 24 * place.lignes(
        ecran["message"] or "", place.LARGEUR - 30, 16, place.GRAS
    )


def _tuiles(cle: str, ecran: Ecran) -> Iterator[Plan]:
    tiles = ranger(ecran["tuiles"])
    if not tiles:
        return
    room = place.HAUTEUR - _entete(ecran)
    columns, rows = next((grid for grid in GRILLES if _tient(tiles, grid, room)), GRILLES[-1])
    first = sum(one["groupe"] == A_PART[0] for one in tiles)
    together = len(tiles) <= columns * rows
    groups = [(0, len(tiles))] if together else [(0, first), (first, len(tiles))]
    cuts = [cut for group in groups for cut in _egaux(*group, columns * rows)]
    yield from _suite(_plan("tuiles", ecran["titre"] or CHIFFRES, cle, "tuiles"), _bornes(cuts))


def _egaux(start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """As few slices of at most ``most`` as can be, as even as can be."""
    if end > start:
        size = ceil((end - start) / ceil((end - start) / most))
        yield from ((one, min(one + size, end)) for one in range(start, end, size))


def _tient(tiles: Sequence[Tuile], grid: tuple[int, int], room: float) -> bool:
    columns, rows = grid
    return max(place.tuile(one, place.LARGEUR / columns) for one in tiles) * rows <= room


def _carte(cle: str, ecran: Ecran) -> Iterator[Plan]:
    if carte := ecran["carte"]:
        yield _plan("carte", carte["titre"], cle, "carte", note=carte["source"])


def _bloc(cle: str, ecran: Ecran, bloc: Bloc) -> list[Plan]:
    title = bloc["titre"] or bloc.get("alt") or ecran["titre"] or bloc["id"]
    plan = _plan(bloc["id"], title, cle, "bloc", bloc["id"], note=_note(bloc))
    cut: Callable[..., list[dict[str, Any]]] | None = COUPES.get(bloc["type"])
    if cut is None:
        return [plan]
    above = place.note(bloc.get("sous_titre")) + place.note(bloc.get("reserve"))
    if not ecran["tuiles"]:
        above += _entete(ecran)
    return _suite(plan, cut(bloc, place.HAUTEUR - above, plan["note"]))


def _note(bloc: Bloc) -> str:
    said = bloc["note"] or ""
    for words in GESTES:
        said = said.replace(words, "").strip()
    return said


def _barres(bloc: Barres, room: float, note: str) -> list[dict[str, Any]]:
    room -= place.note(note) + (REPERE if any(one["precedent"] is not None for one in bloc["lignes"]) else 0)
    return _bornes(place.parts([place.barre(one) for one in bloc["lignes"]], room))


def _phrases(bloc: Phrases, room: float, note: str) -> list[dict[str, Any]]:
    return _bornes(place.parts([place.phrase(one) for one in bloc["lignes"]], room - place.note(note)))


def _signaux(bloc: Signaux, room: float, note: str) -> list[dict[str, Any]]:
    rows = [bloc["lignes"][n : n + SIGNAUX_PAR_RANG] for n in range(0, len(bloc["lignes"]), SIGNAUX_PAR_RANG)]
    heights = [12 + max(place.signal(one["regle"]) for one in row) for row in rows]
    found = place.parts(heights, room - place.note(note))
    last = len(bloc["lignes"])
    return _bornes((start * SIGNAUX_PAR_RANG, min(end * SIGNAUX_PAR_RANG, last)) for start, end in found)


def _table(bloc: Table, room: float, note: str) -> list[dict[str, Any]]:
    """Cut by rows; where its columns do not stand side by side, by columns too, the same rows one after the other."""
    wide = place.largeurs(bloc)
    groups = place.colonnes(wide)
    drawn = [place.rangees(bloc, group, wide) for group in groups]
    heights = [max(of_rows) for of_rows in zip(*(rows for _, rows, _ in drawn), strict=True)]
    head = max(one for one, _, _ in drawn)
    last = max(totals for _, _, totals in drawn) + place.note(note)
    slices = place.parts(heights, (room - head) * PRUDENCE, last) if heights else [(0, 0)]
    kept = groups if len(groups) > 1 else [[]]
    ends = {slices[-1]}
    return [
        {"de": start, "a": end, "colonnes": group, "note": note if (start, end) in ends else ""}
        for start, end in slices
        for group in kept
    ]


COUPES: Mapping[str, Any] = {"barres": _barres, "phrases": _phrases, "signaux": _signaux, "table": _table}
