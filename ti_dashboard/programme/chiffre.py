"""The name of one figure: an indicator, and what narrows it beyond the shared filters (a bar, a cell, a territory).

It travels in the address: ``montant_engage~operateur:bpifrance``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ti_dashboard.programme.filtres import FILTRES, LIEUX, PHASES, Filtres
from ti_dashboard.programme.indicateurs import CATALOGUE, SORTES, Indicateur
from ti_dashboard.programme.precisions import MOUVEMENTS, PRECISIONS

__all__ = ["PRECISIONS", "Chiffre", "lire"]

# figure and precision as addresses wrote them before → the indicator that is that figure
_ANCIENS = {
    ("nb_projets", "tous"): "nb_projets_connus",
    ("nb_projets", "recenses"): "nb_projets",
    ("nb_projets", "engages"): "nb_projets_engages",
    ("nb_projets", "sans_engagement"): "nb_projets_sans_engagement",
    ("nb_projets", "sortis"): "nb_projets_sortis",
    ("nb_territoires", "tous"): "nb_territoires",
    ("nb_territoires", "engages"): "nb_territoires_engages",
    ("nb_territoires", "non_engages"): "nb_territoires_non_engages",
    ("nb_territoires", "signes"): "nb_territoires_signes",
}


@dataclass(frozen=True)
class Chiffre:
    indicateur_id: str
    precisions: tuple[tuple[str, str], ...] = ()

    @property
    def indicateur(self) -> Indicateur:
        return CATALOGUE[self.indicateur_id]

    def lit(self, dimension: str) -> str | None:
        """Code of one of its precisions, if it has it."""
        return dict(self.precisions).get(dimension)

    @property
    def est_mouvement(self) -> bool:
        """What moved between two arrêtés, not a value at one of them."""
        return any(self.lit(dim) for dim in MOUVEMENTS)

    def sans(self, *dimensions: str) -> "Chiffre":
        """The figure without these precisions: of a movement, the figure that moved."""
        return replace(self, precisions=tuple(p for p in self.precisions if p[0] not in dimensions))

    def avec(self, dimension: str, code: str) -> "Chiffre":
        return replace(self, precisions=(*self.precisions, (dimension, code)))

    def ecrire(self) -> str:
        return "~".join([self.indicateur_id, *(f"{dim}:{code}" for dim, code in self.precisions)])

    def resserrer(self, choix: Filtres) -> Filtres:
        """The shared filters with the precisions that are one of them; a filter the indicator ignores is lifted."""
        chosen = choix.limites_a(self.indicateur.filtres)
        for dim, code in self.precisions:
            if dim in LIEUX and self.lit("territoire"):
                # A sheet says where its territory counts: whatever place was chosen before.
                chosen = chosen.sans(*LIEUX)
            if dim in FILTRES:
                chosen = chosen.avec(dim, code)
            elif dim == "phase":
                chosen = replace(chosen, phase=int(code))
            elif (dim, code) == ("sans", "theme"):
                chosen = chosen.sans("theme")
        return chosen

    def parametres(self) -> dict[str, Any]:
        """What the indicator retains and what the precisions narrow of it, as parameters of its question."""
        bound: dict[str, object] = {p.parametre: [] for p in PRECISIONS.values() if p.parametre}
        bound |= {k: list(v) if isinstance(v, tuple) else v for k, v in self.indicateur.selection.items()}
        for dim, code in self.precisions:
            if dim in PRECISIONS and PRECISIONS[dim].parametre:
                bound[PRECISIONS[dim].parametre] = [code]
        return bound


def lire(text: str) -> Chiffre | None:
    """The figure an address names, or None when it names nothing known, or what does not narrow it."""
    indicateur_id, *words = text.split("~")
    pairs = tuple((dim, code) for dim, _, code in (word.partition(":") for word in words))
    former = next((code for dim, code in pairs if dim == "engagement"), None)
    if former is not None:
        indicateur_id = _ANCIENS.get((indicateur_id, former), "")
        pairs = tuple(p for p in pairs if p[0] != "engagement")
    if indicateur_id not in CATALOGUE or len(dict(pairs)) < len(pairs):
        return None
    found = Chiffre(indicateur_id, pairs)
    return found if all(_existe(*pair) and _resserre(found.indicateur, *pair) for pair in pairs) else None


def lire_dans(text: str, listes: Mapping[str, Mapping[str, str]]) -> Chiffre | None:
    """The same, when the shared filters it names are choices of the publication: ``listes``, filter → code → label."""
    named = lire(text)
    if named is None or any(code not in listes[dim] for dim, code in named.precisions if dim in FILTRES):
        return None
    return named


def _existe(dim: str, code: str) -> bool:
    if dim == "phase":
        return code in {str(phase) for phase in PHASES}
    return bool(code) if dim in FILTRES else dim in PRECISIONS and PRECISIONS[dim].accepte(code)


def _resserre(indicateur: Indicateur, dim: str, code: str) -> bool:
    """Whether the rows behind the figure read the precision, and it leaves some of what the indicator retains.

    The phase and the movements say which figure it is: they narrow none.
    """
    if dim in FILTRES:
        return dim in indicateur.filtres
    if dim not in PRECISIONS or not PRECISIONS[dim].parametre:
        return True
    retained = dict(indicateur.selection).get(PRECISIONS[dim].parametre)
    is_left = not isinstance(retained, tuple) or not retained or code in retained
    return is_left and SORTES[indicateur.lignes].se_resserre(dim, code)
