"""A value in the unit its indicator declares. Pure."""

from collections.abc import Callable, Iterator

from ti_dashboard.langue.formats import euros, jours, millions, nombre, taux
from ti_dashboard.programme.indicateurs import CATALOGUE
from ti_dashboard.programme.mesures import Nombre


def formater(indicateur_id: str, value: Nombre | None) -> str:
    """As a tile shows it."""
    unit = CATALOGUE[indicateur_id].unite
    return {"euros": millions, "part": taux, "jours": jours}.get(unit, nombre)(value)


def distinguer(indicateur_id: str, one: Nombre | None, other: Nombre | None) -> tuple[str, str]:
    """Two values of an indicator, with as many digits as it takes to tell them apart."""
    *rounded, exact = [(write(one), write(other)) for write in _ecritures(indicateur_id)]
    return next((pair for pair in rounded if pair[0] != pair[1]), exact)


def _ecritures(indicateur_id: str) -> Iterator[Callable[[Nombre | None], str]]:
    unit = CATALOGUE[indicateur_id].unite
    yield lambda value: formater(indicateur_id, value)
    if unit == "euros":
        yield euros
    elif unit == "part":
        yield lambda value: taux(value, 4)
        yield lambda value: taux(value, 8)
