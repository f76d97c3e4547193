"""Every board a page shows, declared once in the folder of its screen, in ``composition.py``."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from ti_dashboard.adresse.pages import trouver
from ti_dashboard.compositions.modele import Composition

__all__ = ["Composition", "de_la_page"]


@cache
def de_la_page(fichier: str) -> dict[str, Composition]:
    """Key of a board → how it is composed, in the order of the page; none where the page is not made of boards."""
    page = trouver(fichier)
    module = f"ti_dashboard.ecrans.{page.ecran}.composition" if page else ""
    if page is None or find_spec(module) is None:
        return {}
    declared: dict[str, tuple[Composition, ...]] = import_module(module).COMPOSITIONS
    return {one.cle: one for one in declared.get(page.fichier, ())}
