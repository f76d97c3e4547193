"""Corrections typed in the room, laid over the figures of a board. Pure: the message changes, the arrêté does not."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ti_dashboard.charts.ecran import signer
from ti_dashboard.charts.tuiles import Bloc, formater
from ti_dashboard.chiffre import PARTAGEES, Chiffre, lire
from ti_dashboard.filters import Filtres
from ti_dashboard.mesures import Nombre

# One figure, however it is reached: « Bretagne » chosen as a filter, or clicked as a bar of the national screen.
Identite = tuple[str, tuple[tuple[str, str], ...], Filtres]


@dataclass(frozen=True)
class Corrige:
    """``note`` says that it was typed in the room, by whom and why."""

    valeur: Nombre
    note: str


def est_corrigible(chiffre: Chiffre) -> bool:
    """Rates, medians, ratios and movements follow from figures that are corrected themselves."""
    if chiffre.est_mouvement or chiffre.lit("au"):
        return False
    return chiffre.indicateur.agregat in ("compte", "somme") and chiffre.indicateur.unite != "part"


def identite(chiffre: Chiffre, choix: Filtres) -> Identite:
    """What two names of the same figure have in common; the comparison changes no figure."""
    own = tuple(sorted(p for p in chiffre.precisions if p[0] not in PARTAGEES and p[0] != "phase"))
    return chiffre.indicateur_id, own, replace(chiffre.resserrer(choix), compare=None)


def annoter(ecran: Bloc, corriger: Callable[[Chiffre], Corrige | None]) -> Bloc:
    """The same board with what was corrected: new value, old value kept beside it; signed again."""
    drawn = _parcourir(ecran, corriger)
    return ecran if drawn == ecran else signer({k: v for k, v in drawn.items() if k != "signature"})


def _parcourir(node: object, corriger: Callable[[Chiffre], Corrige | None]) -> object:
    if isinstance(node, list | tuple):
        return [_parcourir(item, corriger) for item in node]
    if not isinstance(node, dict):
        return node
    walked = {key: _parcourir(value, corriger) for key, value in node.items()}
    name, text = _chiffre(node)
    figure = lire(name) if name else None
    found = corriger(figure) if figure and est_corrigible(figure) else None
    if figure is None or found is None:
        return walked
    said = {"ancien": node[text], "note": found.note}
    return walked | {text: formater(figure.indicateur_id, found.valeur), "corrige": said}


def _chiffre(node: Bloc) -> tuple[str, str]:
    """Name of the figure a part of the board shows, and the key of its text: a tile, a bar, a cell of a table."""
    if "valeur" in node and "groupe" in node:
        return str(node["id"]), "valeur"
    if node.get("geste") == "chiffre" and "texte" in node:
        return str(node["cible"]), "texte"
    if node.get("chiffre") and "texte" in node:
        return str(node["chiffre"]), "texte"
    return "", ""
