"""Which figures contain a figure, so that correcting it leaves them behind: totals, rates, what moved. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ti_dashboard.programme.chiffre import Chiffre
from ti_dashboard.programme.filtres import FILTRES, Filtres
from ti_dashboard.programme.indicateurs.modele import Choix
from ti_dashboard.programme.precisions import MOUVEMENTS

# What is retained among the same subjects → what else changes with it: the whole, and what is left of the whole.
_AVEC: Mapping[Choix, set[Choix]] = {
    "engages": {"non_engages", "sans_engagement", "regions_engagees"},
    "non_engages": {"engages", "regions_engagees"},
    "sans_engagement": {"engages"},
    "signes": {"engages"},
    "recenses": {"sans_engagement"},
    "tous": {"non_engages"},
    "sans_ligne": set(),
    "sortis": set(),
    "binome": set(),
    "regions_engagees": set(),
    "nouveaux": set(),
    "appuyes": set(),
}
_TOUT = {"tous", "recenses"}
# tile → the figures its second line is drawn from
COMPLEMENTS = {
    "montant_paye": ("montant_engage_regions_comprises",),
    "nb_territoires_engages": ("nb_territoires",),
    "nb_projets_engages": ("nb_projets",),
    "nb_projets_sans_engagement": ("nb_projets",),
    "nb_candidatures_retenues": ("nb_candidatures",),
}
# A figure and the filters it was seen under.
Vu = tuple[Chiffre, Filtres]


def contient(vu: Vu, corrige: Vu) -> bool:
    """Whether the figure seen is made, among others, of the one corrected: wider, or drawn from it, at its arrêté."""
    figure, other = vu[0], corrige[0]
    if figure.lit("au"):
        return False
    wide, narrow = figure.resserrer(vu[1]), other.resserrer(corrige[1])
    is_same = figure.indicateur_id == other.indicateur_id and _propres(figure) == _propres(other)
    if is_same and _sans_compare(wide) == _sans_compare(narrow):
        return figure.est_mouvement
    return (
        (wide.arrete, wide.phase) == (narrow.arrete, narrow.phase)
        and _propres(figure) <= _propres(other)
        and all(_englobe(wide.codes(key), narrow.codes(key)) for key in FILTRES)
        and _compte(figure, other)
    )


def _propres(figure: Chiffre) -> set[tuple[str, str]]:
    return {p for p in figure.precisions if p[0] not in FILTRES and p[0] not in MOUVEMENTS and p[0] != "phase"}


def _sans_compare(choix: Filtres) -> Filtres:
    return replace(choix, compare=None)


def _englobe(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))


def _compte(figure: Chiffre, other: Chiffre) -> bool:
    """The same rows, and at least those the other retains."""
    mine, its = figure.indicateur, other.indicateur
    if mine.lignes != its.lignes or not set(mine.regles) <= set(its.regles):
        return False
    return all(_retient(key, kept, its.selection.get(key)) for key, kept in mine.selection.items())


def _retient(key: str, mine: Any, its: Any) -> bool:
    if key == "choix":
        return mine == its or mine in _TOUT or mine in _AVEC[its]
    if isinstance(mine, tuple):
        return _englobe(mine, its if isinstance(its, tuple) else ())
    return mine == its or mine is False
