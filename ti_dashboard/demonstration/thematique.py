"""Axis and themes of a project. The axis is the one of its phase; most themes are left to be read from the axis."""

from functools import cache
from random import Random

from ti_dashboard.referentiels import lire

# Weight of each axis, then of each theme inside it. Mobility has no axis of its own: it is always declared.
_POIDS: dict[int, dict[str, tuple[int, dict[str, int]]]] = {
    1: {
        "1-attirer": (34, {"attractivite": 58, "foncier": 34, "mobilite": 8}),
        "1-recruter": (27, {"competences": 80, "mobilite": 20}),
        "1-innover": (30, {"innovation": 78, "transition-ecologique": 22}),
        "1-simplifier": (9, {"simplification": 100}),
    },
    2: {
        "2-transition-ecologique": (30, {"transition-ecologique": 95, "mobilite": 5}),
        "2-competences": (29, {"competences": 90, "mobilite": 10}),
        "2-innovation": (22, {"innovation": 100}),
        "2-foncier": (19, {"foncier": 100}),
    },
}
_SECONDS = ("competences", "innovation", "foncier", "transition-ecologique", "attractivite", "mobilite")
_TAUX_NON_CLASSE = 0.008
_TAUX_CONFIRME = 0.05
_TAUX_SECOND = 0.06


@cache
def _theme_de_l_axe() -> dict[str, str]:
    return {r["axe_id"]: r["theme_id"] for r in lire("axe_theme")}


def tirer_axe_et_themes(phase: int, rng: Random) -> tuple[str, str, str]:
    """``(axe_id, theme of the title, themes column)``; the column is empty when the axis says enough."""
    axes = _POIDS[phase]
    axe_id = rng.choices(list(axes), [poids for poids, _ in axes.values()])[0]
    if rng.random() < _TAUX_NON_CLASSE:
        return axe_id, "non-classe", "non-classe"
    themes = axes[axe_id][1]
    theme = rng.choices(list(themes), list(themes.values()))[0]
    if rng.random() < _TAUX_SECOND:
        second = rng.choice([t for t in _SECONDS if t != theme])
        return axe_id, theme, f"{theme}|{second}"
    declare = theme != _theme_de_l_axe()[axe_id] or rng.random() < _TAUX_CONFIRME
    return axe_id, theme, theme if declare else ""


def autre_axe(axe_id: str, rng: Random) -> str:
    """Another axis of the same phase, for a correction."""
    return rng.choice([a for a in _POIDS[int(axe_id[0])] if a != axe_id])
