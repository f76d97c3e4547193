"""Corrections typed in the room, laid over the figures of a board. Pure: the message changes, the arrêté does not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from ti_dashboard.planche import dependances
from ti_dashboard.planche.contrat import Ecran, Tuile, creer
from ti_dashboard.planche.contrat_blocs import Barre, Barres, Bloc, Case, Corrige, Rangee, Table
from ti_dashboard.planche.ecran import signer
from ti_dashboard.programme.chiffre import Chiffre, lire
from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.programme.mesures import Nombre
from ti_dashboard.programme.valeurs import formater

AVANT, PROPORTION = "avant correction", "proportion avant correction"
# Under a corrected value: its change, its rate, the published mark.
RESTE = "le reste est d'avant la correction"
# One figure, however it is reached: « Bretagne » chosen as a filter, or clicked as a bar of the national screen.
Identite = tuple[str, tuple[tuple[str, str], ...], Filtres]
Ecrit = TypeVar("Ecrit", Barre, Case)


@dataclass(frozen=True)
class ChiffreCorrige:
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


@dataclass(frozen=True)
class Regard:
    """``corriger``: what the room typed over a figure; ``suivre``: True of a figure that depends on a corrected one."""

    corriger: Callable[[Chiffre], ChiffreCorrige | None]
    suivre: Callable[[Chiffre], bool]

    def corrige(self, figure: Chiffre) -> ChiffreCorrige | None:
        return self.corriger(figure) if est_corrigible(figure) else None


def annoter(
    ecran: Ecran,
    corriger: Callable[[Chiffre], ChiffreCorrige | None],
    suivre: Callable[[Chiffre], bool] = lambda _: False,
) -> Ecran:
    """The same board with what was corrected: new value, old value kept beside it; signed again.

    What depends on a corrected figure (``suivre``) is said to be older than the correction.
    """
    look = Regard(corriger, suivre)
    drawn: Ecran = {
        **ecran,
        "tuiles": [_tuile(tile, look) for tile in ecran["tuiles"]],
        "blocs": [_bloc(block, look) for block in ecran["blocs"]],
    }
    return ecran if drawn == ecran else signer(drawn)


def _tuile(tile: Tuile, look: Regard) -> Tuile:
    figure = lire(tile["id"])
    if figure is None:
        return tile
    if found := look.corrige(figure):
        said = creer(Corrige, ancien=tile["valeur"], note=found.note, reste=RESTE)
        value = formater(figure.indicateur_id, found.valeur)
        return {**_vieillir(tile), "valeur": value, "est_inconnu": False, "corrige": said}
    if look.suivre(figure):
        return {**tile, "avant": AVANT}
    drawn_from = (Chiffre(i) for i in dependances.COMPLEMENTS.get(figure.indicateur_id, ()))
    is_older = any(look.corriger(one) or look.suivre(one) for one in drawn_from)
    return {**tile, "avant": PROPORTION} if is_older else tile


def _bloc(block: Bloc, look: Regard) -> Bloc:
    """Bars and cells of tables show figures as they are; curves, bridges and sentences tell movements."""
    if block["type"] == "barres":
        bars: Barres = {**block, "lignes": [_texte(bar, bar["chiffre"], look) for bar in block["lignes"]]}
        return bars
    if block["type"] == "table":
        whole = block["totaux"] and _rangee(block["totaux"], look)
        table: Table = {**block, "lignes": [_rangee(row, look) for row in block["lignes"]], "totaux": whole}
        return table
    return block


def _rangee(row: Rangee, look: Regard) -> Rangee:
    cells = [_texte(c, c["cible"], look) if c.get("geste") == "chiffre" else c for c in row["cases"]]
    return {**row, "cases": cells}


def _texte(node: Ecrit, name: str, look: Regard) -> Ecrit:
    """A bar, or a cell, of the figure called so."""
    figure = lire(name)
    if figure is None:
        return node
    if found := look.corrige(figure):
        said = creer(Corrige, ancien=node["texte"], note=found.note)
        return {**node, "texte": formater(figure.indicateur_id, found.valeur), "corrige": said}
    return {**node, "texte": f"{node['texte']} ({AVANT})"} if look.suivre(figure) else node


def _vieillir(tile: Tuile) -> Tuile:
    """The change and the published mark of a corrected value were drawn from the old one: they judge nothing now."""
    aged: Tuile = {**tile}
    if change := tile.get("evolution"):
        aged["evolution"] = {**change, "sens": "aucun"}
    if mark := tile.get("publie"):
        aged["publie"] = {**mark, "etat": None}
    if sealed := tile.get("scelle"):
        # The value above is not the one that was said any more: it is named.
        aged["scelle"] = {**sealed, "dit": sealed["dit_le"]}
    return aged
