"""Corrections typed in the room, laid over the figures of a board. Pure: the message changes, the arrêté does not."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ti_dashboard.planche import dependances
from ti_dashboard.planche.ecran import signer
from ti_dashboard.planche.tuiles import Bloc
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.programme.valeurs import formater

AVANT, PROPORTION = "avant correction", "proportion avant correction"
# Under a corrected value: its change, its rate, the published mark.
RESTE = "le reste est d'avant la correction"
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
    own = tuple(sorted(p for p in chiffre.precisions if p[0] not in FILTRES and p[0] != "phase"))
    return chiffre.indicateur_id, own, replace(chiffre.resserrer(choix), compare=None)


def annoter(
    ecran: Bloc, corriger: Callable[[Chiffre], Corrige | None], suivre: Callable[[Chiffre], bool] = lambda _: False
) -> Bloc:
    """The same board with what was corrected: new value, old value kept beside it; signed again.

    ``suivre``: True of a figure that depends on a corrected one, which is then said to be older than the correction.
    """
    drawn = _parcourir(ecran, corriger, suivre)
    return ecran if drawn == ecran else signer({k: v for k, v in drawn.items() if k != "signature"})


def _parcourir(
    node: object, corriger: Callable[[Chiffre], Corrige | None], suivre: Callable[[Chiffre], bool]
) -> object:
    if isinstance(node, list | tuple):
        return [_parcourir(item, corriger, suivre) for item in node]
    if not isinstance(node, dict):
        return node
    walked = {key: _parcourir(value, corriger, suivre) for key, value in node.items()}
    name, text = _chiffre(node)
    figure = lire(name) if name else None
    if figure is None:
        return walked
    found = corriger(figure) if est_corrigible(figure) else None
    if found is not None:
        said = {"ancien": node[text], "note": found.note} | ({"reste": RESTE} if text == "valeur" else {})
        return _vieillir(walked) | {text: formater(figure.indicateur_id, found.valeur), "corrige": said}
    if suivre(figure):
        return walked | ({"avant": AVANT} if text == "valeur" else {text: f"{node[text]} ({AVANT})"})
    drawn_from = dependances.COMPLEMENTS.get(figure.indicateur_id, ()) if text == "valeur" else ()
    is_older = any(corriger(Chiffre(i)) or suivre(Chiffre(i)) for i in drawn_from)
    return walked | {"avant": PROPORTION} if is_older else walked


def _vieillir(tile: Bloc) -> Bloc:
    """The change and the published mark of a corrected value were drawn from the old one: they judge nothing now."""
    said = {key: dict(tile[key]) for key in ("evolution", "publie") if tile.get(key)}
    if "evolution" in said:
        said["evolution"]["sens"] = "aucun"
    if "publie" in said:
        said["publie"]["etat"] = None
    if tile.get("scelle"):
        # The value above is not the one that was said any more: it is named.
        said["scelle"] = tile["scelle"] | {"dit": tile["scelle"]["dit_le"]}
    return tile | said


def _chiffre(node: Bloc) -> tuple[str, str]:
    """Name of the figure a part of the board shows, and the key of its text: a tile, a bar, a cell of a table."""
    if "valeur" in node and "groupe" in node:
        return str(node["id"]), "valeur"
    if node.get("geste") == "chiffre" and "texte" in node:
        return str(node["cible"]), "texte"
    if node.get("chiffre") and "texte" in node:
        return str(node["chiffre"]), "texte"
    return "", ""
