"""From values to scores and ranks. See the package's docstring for the formulas."""

import numpy as np

from ti_dashboard.ecrans.selection.modele import Donnees, RegleDeSelection

ECART_NUL = 1e-9


def echelonner(donnees: Donnees, regle: RegleDeSelection) -> np.ndarray:
    """Values scaled to 0–1, 1 being the most fragile; a missing value stays NaN."""
    scaled = np.full(donnees.valeurs.shape, np.nan)
    for column, critere in enumerate(donnees.criteres):
        known = ~np.isnan(donnees.valeurs[:, column])
        values = donnees.valeurs[known, column]
        if not len(values):
            continue
        unit = _etendue(values) if regle.echelle == "etendue" else _rang(values)
        low = (critere.sens == "bas") != (critere.critere_id in regle.inverses)
        separates = values.max() > values.min()
        scaled[known, column] = 1 - unit if low and separates else unit
    return scaled


def _etendue(values: np.ndarray) -> np.ndarray:
    extent = values.max() - values.min()
    return (values - values.min()) / extent if extent else np.zeros(len(values))


def _rang(values: np.ndarray) -> np.ndarray:
    """Mean rank of equal values; one single value separates nobody."""
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    if len(counts) == 1:
        return np.zeros(len(values))
    mean_rank = np.cumsum(counts) - (counts - 1) / 2
    return (mean_rank[where] - 1) / (len(values) - 1)


def vecteur(donnees: Donnees, regle: RegleDeSelection) -> np.ndarray:
    """Weights in the order of the criteria."""
    return np.array([regle.poids.get(c.critere_id, 0) for c in donnees.criteres], dtype=float)


def noter(scaled: np.ndarray, poids: np.ndarray, stricts: np.ndarray) -> np.ndarray:
    """One row of scores per row of weights; NaN where a territory is not ranked.

    Only known values enter: ``np.where`` puts nothing in the sum, and the weight leaves the divisor too.
    """
    known = ~np.isnan(scaled)
    carried = poids @ known.T
    total = poids @ np.where(known, scaled, 0.0).T
    refused = ((poids > 0) * stricts) @ (~known).T > 0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((carried > 0) & ~refused, total / carried, np.nan)


def borner(scaled: np.ndarray, poids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest score each territory could have, were its unknown values known: they fill the whole scale."""
    known = ~np.isnan(scaled)
    total = poids.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        worst = np.where(known, scaled, 0.0) @ poids / total
        return worst, worst + (~known) @ poids / total


def ranger(scores: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ranked candidates, best first, and the rank of each candidate (0: not ranked; equal scores share a rank)."""
    ranked = np.flatnonzero(~np.isnan(scores))
    by_score = ranked[np.argsort(-scores[ranked], kind="stable")]
    new = np.concatenate(([True], -np.diff(scores[by_score]) > ECART_NUL)) if len(by_score) else np.zeros(0, bool)
    group = np.cumsum(new)
    first = np.flatnonzero(new) + 1
    order = by_score[np.lexsort((codes[by_score], group))]
    ranks = np.zeros(len(scores), dtype=int)
    ranks[by_score] = first[group - 1] if len(by_score) else 0
    return order, ranks
