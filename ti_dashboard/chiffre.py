"""The name of one figure: an indicator, and what narrows it beyond the shared filters (a bar, a cell, a territory).

It travels in the address: ``montant_engage~operateur:bpifrance``.
"""

from dataclasses import dataclass, replace

from ti_dashboard.filters import Filtres
from ti_dashboard.indicateurs import CATALOGUE, Indicateur

# dimension of a precision → parameter of the questions it narrows
PRECISIONS = {
    "territoire": "territoires",
    "instrument": "instruments",
    "nature": "natures",
    "statut": "statuts",
    "projet": "projets",
    "etat": "etats",
    "engagement": "choix",
}
PARTAGEES = {"region": "regions", "theme": "themes", "operateur": "operateurs"}


@dataclass(frozen=True)
class Chiffre:
    indicateur_id: str
    precisions: tuple[tuple[str, str], ...] = ()

    @property
    def indicateur(self) -> Indicateur:
        return CATALOGUE[self.indicateur_id]

    def ecrire(self) -> str:
        return "~".join([self.indicateur_id, *(f"{dim}:{code}" for dim, code in self.precisions)])

    def resserrer(self, choix: Filtres) -> Filtres:
        """The shared filters with the precisions that are one of them; a filter the indicator ignores is lifted."""
        chosen = choix.limites_a(self.indicateur.filtres)
        for dim, code in self.precisions:
            if dim in PARTAGEES:
                chosen = replace(chosen, **{PARTAGEES[dim]: (code,)})
        return chosen

    def parametres(self) -> dict[str, object]:
        """What the indicator retains and what the precisions narrow, as parameters of its question."""
        bound: dict[str, object] = {name: [] for name in PRECISIONS.values()}
        bound |= {k: list(v) if isinstance(v, tuple) else v for k, v in self.indicateur.selection.items()}
        for dim, code in self.precisions:
            if dim in PRECISIONS:
                bound[PRECISIONS[dim]] = code if dim == "engagement" else [code]
        return bound


def lire(text: str) -> Chiffre | None:
    """The figure an address names, or None when it names nothing known."""
    indicateur_id, *words = text.split("~")
    pairs = [tuple(word.split(":", 1)) for word in words if ":" in word]
    if indicateur_id not in CATALOGUE or any(dim not in PRECISIONS | PARTAGEES for dim, _ in pairs):
        return None
    return Chiffre(indicateur_id, tuple(pairs))
