"""What does not follow a filter the reader has chosen, said where it stands: screen, tile, block or column. Pure.

A figure follows what its indicator says. A block without any figure says itself what it follows: ``suit``, the filters,
or what each of its parts follows, by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import TypeVar

from ti_dashboard.langue.formats import enumeration
from ti_dashboard.planche.contrat import Carte, Ecran, Tuile
from ti_dashboard.planche.contrat_blocs import Barre, Bloc, Phrase, Serie, Signal, Suit
from ti_dashboard.planche.ecran import signer
from ti_dashboard.programme.chiffre import lire
from ti_dashboard.programme.filtres import FILTRES, TOUS, Filtres, non_suivis
from ti_dashboard.programme.indicateurs import CATALOGUE

Partie = Tuile | Carte | Bloc
P = TypeVar("P", bound=Partie)
AUCUN = ()


def dire(choix: Filtres, suit: Suit) -> str:
    """« Ne suit pas le filtre thème : tous les thèmes. », or nothing when every filter chosen is followed."""
    return _dire({name: choix.ignores(kept) for name, kept in _par_nom(suit)})


def reserver(ecran: Ecran, choix: Filtres) -> Ecran:
    """The board with what each of its parts does not follow; said once at its head when all of them ignore the same."""
    parts = [*ecran["tuiles"], *([ecran["carte"]] if ecran["carte"] else []), *ecran["blocs"]]
    if not any(choix.ignores(())) or not parts:
        return ecran
    held = [_ignores_par_nom(part, choix) for part in parts]
    common = [k for k in TOUS if all(keys and all(k in ignored for ignored in keys.values()) for keys in held)]
    said: Ecran = {**ecran}
    if common and ecran["titre"]:
        said["sous_titre"] = " · ".join(filter(None, (ecran["sous_titre"], non_suivis(common).rstrip("."))))
    else:
        common = []
    said["tuiles"] = [_reserver(part, choix, common) for part in ecran["tuiles"]]
    said["carte"] = ecran["carte"] and _reserver(ecran["carte"], choix, common)
    said["blocs"] = [_reserver(part, choix, common) for part in ecran["blocs"]]
    return signer(said)


def _reserver(part: P, choix: Filtres, common: Sequence[str]) -> P:
    held = {name: [k for k in keys if k not in common] for name, keys in _ignores_par_nom(part, choix).items()}
    # A tile is narrow: what it counts is enough, its card says which filter it does not follow.
    text = enumeration([FILTRES[k].tous for k in held[""]]) if part["type"] == "tuile" else _dire(held)
    if not text:
        return part
    reserved = copy(part)
    reserved["reserve"] = text
    return reserved


def _dire(ignored: Mapping[str, Sequence[str]]) -> str:
    """One phrase when every part ignores the same filters, else one for each that ignores some, with its name."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, keys in ignored.items():
        groups.setdefault(tuple(keys), []).append(name)
    if len(groups) == 1:
        return non_suivis(next(iter(groups)))
    return " ".join(non_suivis(keys, enumeration(names)) for keys, names in groups.items() if keys)


def _ignores_par_nom(part: Partie, choix: Filtres) -> dict[str, tuple[str, ...]]:
    """Name of a column, of a bar, or of the whole → the filters it ignores."""
    return {name: choix.ignores(suit) for name, suit in suivis(part)}


def suivis(part: Partie) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each named part of a tile, a map or a block follows: as it says, or by the figures it shows."""
    if part["type"] == "tuile":
        yield "", CATALOGUE[part["id"]].filtres
    elif part["type"] != "carte" and "suit" in part:
        yield from _par_nom(part["suit"])
    elif part["type"] == "table":
        for rank, column in enumerate(part["colonnes"]):
            cells = [line["cases"][rank] for line in part["lignes"]]
            yield from _distincts(column["libelle"], [c["cible"] for c in cells if c.get("geste") == "chiffre"])
    else:
        yield from _distincts("", [part.get("chiffre")])
        for line in _lignes(part):
            yield from _distincts(line["libelle"], _chiffres(line))


def _lignes(part: Partie) -> Sequence[Barre | Serie | Phrase | Signal]:
    """What a block draws line by line, each under its name."""
    if part["type"] == "courbe":
        return part["series"]
    if part["type"] == "barres" or part["type"] == "phrases" or part["type"] == "signaux":
        return part["lignes"]
    return ()


def _par_nom(suit: Suit) -> list[tuple[str, tuple[str, ...]]]:
    return list(suit.items()) if isinstance(suit, Mapping) else [("", tuple(suit))]


def _distincts(name: str, figures: Iterable[object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = (lire(str(figure)) for figure in dict.fromkeys(figures))
    yield from ((name, suit) for suit in dict.fromkeys(f.indicateur.filtres for f in found if f is not None))


def _chiffres(node: object) -> Iterator[str]:
    """Every figure named anywhere in a part."""
    if isinstance(node, dict):
        if isinstance(name := node.get("chiffre"), str):
            yield name
        for value in node.values():
            yield from _chiffres(value)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _chiffres(item)
