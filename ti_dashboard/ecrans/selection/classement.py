"""The whole answer to a rule: scores, ranks, list, margin, and what each weight changes."""

from dataclasses import dataclass, replace

import numpy as np

from ti_dashboard.ecrans.selection.choix import SCORE, Retenus, choisir
from ti_dashboard.ecrans.selection.modele import POIDS_MAX, Donnees, RegleDeSelection
from ti_dashboard.ecrans.selection.score import ECART_NUL, borner, echelonner, noter, ranger, vecteur


@dataclass(frozen=True)
class Classement:
    """``rangs``: 0 for a candidate that is not ranked. ``reportes``: candidates with a weight carried over.

    ``planchers``, ``plafonds``: lowest and highest score, whatever the unknown values; the score itself when none is.
    """

    echelonnees: np.ndarray
    scores: np.ndarray
    ordre: np.ndarray
    rangs: np.ndarray
    reportes: np.ndarray
    choix: Retenus
    planchers: np.ndarray
    plafonds: np.ndarray

    @property
    def marge(self) -> float | None:
        """Score of the last kept by its score minus score of the next one; 0 for a tie, negative across a bound."""
        if self.choix.dernier is None or self.choix.suivant is None:
            return None
        gap = float(self.scores[self.choix.dernier] - self.scores[self.choix.suivant])
        return 0.0 if abs(gap) <= ECART_NUL else gap

    @property
    def incomplets(self) -> tuple[int, ...]:
        """Kept candidates whose score leaves out an unknown value, in the order of the list."""
        return tuple(i for i in self.choix.retenus if self.reportes[i])

    @property
    def fragiles(self) -> tuple[int, ...]:
        """Those of them kept by their score that would leave, were what is unknown of them at its lowest."""
        if self.choix.suivant is None:
            return ()
        cut = float(self.scores[self.choix.suivant]) - ECART_NUL
        return tuple(i for i in self.incomplets if self.choix.retenus[i] == SCORE and self.planchers[i] < cut)


@dataclass(frozen=True)
class Effet:
    """Who comes in and who leaves when the weight of one criterion moves by ``pas``."""

    critere_id: str
    pas: int
    entrants: tuple[int, ...]
    sortants: tuple[int, ...]


def classer(donnees: Donnees, regle: RegleDeSelection) -> Classement:
    scaled, weights = echelonner(donnees, regle), vecteur(donnees, regle)
    scores = noter(scaled, weights[None, :], _stricts(donnees, regle))[0]
    order, ranks = ranger(scores, _codes(donnees))
    carried = (np.isnan(scaled) & (weights > 0)).any(axis=1) & ~np.isnan(scores)
    low, high = borner(scaled, weights)
    chosen = choisir(order.tolist(), donnees.candidats, regle)
    return Classement(scaled, scores, order, ranks, carried, chosen, low, high)


def sensibilites(donnees: Donnees, regle: RegleDeSelection, classement: Classement) -> list[Effet]:
    """The list recomputed in full for each weight, one point up and one point down, within 0–100."""
    weights, codes = vecteur(donnees, regle), _codes(donnees)
    moves = [
        (column, step) for column in range(len(weights)) for step in (-1, 1) if 0 <= weights[column] + step <= POIDS_MAX
    ]
    tried = np.repeat(weights[None, :], len(moves), axis=0)
    for row, (column, step) in enumerate(moves):
        tried[row, column] += step
    now = set(classement.choix.retenus)
    effects = []
    for scores, (column, step) in zip(
        noter(classement.echelonnees, tried, _stricts(donnees, regle)), moves, strict=True
    ):
        then = set(choisir(ranger(scores, codes)[0].tolist(), donnees.candidats, regle).retenus)
        critere = donnees.criteres[column].critere_id
        effects.append(Effet(critere, step, tuple(sorted(then - now)), tuple(sorted(now - then))))
    return effects


@dataclass(frozen=True)
class Accord:
    """How two rules agree: territories kept by both, Kendall's tau-b over those ranked by both (None: no tau).

    ``propres``: kept by the first alone; ``autres``: by the second alone, each in the order of its own list.
    """

    nb_communs: int
    tau: float | None
    propres: tuple[int, ...]
    autres: tuple[int, ...]


def accorder(a: Classement, b: Classement) -> Accord:
    first, second = a.choix.retenus, b.choix.retenus
    return Accord(
        len(first.keys() & second.keys()),
        kendall(a.rangs, b.rangs),
        tuple(i for i in first if i not in second),
        tuple(i for i in second if i not in first),
    )


def kendall(a: np.ndarray, b: np.ndarray) -> float | None:
    """Tau-b of two lists of ranks, 0 meaning « not ranked »: 1 for the same order, −1 for the opposite one."""
    both = (a > 0) & (b > 0)
    left, right = (np.sign(np.subtract.outer(r[both], r[both])) for r in (a, b))
    scale = np.sqrt(float((left**2).sum()) * float((right**2).sum()))
    return float((left * right).sum()) / scale if scale else None


def a_poids_egaux(regle: RegleDeSelection) -> RegleDeSelection:
    """The same rule where every criterion in use weighs the same."""
    return replace(regle, poids={key: 50 for key, weight in regle.poids.items() if weight})


def _stricts(donnees: Donnees, regle: RegleDeSelection) -> np.ndarray:
    return np.array([c.critere_id in regle.stricts for c in donnees.criteres])


def _codes(donnees: Donnees) -> np.ndarray:
    return np.array([c.territoire_id for c in donnees.candidats])
