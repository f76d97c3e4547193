"""Every board a page shows, declared once in the folder of its screen, in ``composition.py``."""

from functools import cache
from importlib import import_module
from pathlib import Path

from ti_dashboard.adresse.pages import ENTREES, trouver
from ti_dashboard.adresse.partagee import Mots
from ti_dashboard.compositions.modele import Composition
from ti_dashboard.questions.contexte import Contexte

__all__ = ["Composition", "de_la_page", "pages_composees", "titre_de_la_page"]

ECRANS = Path(__file__).parents[1] / "ecrans"


@cache
def pages_composees() -> tuple[str, ...]:
    """The pages that are made of boards, by their file; none of their screens is loaded."""
    return tuple(page.fichier for page in ENTREES if (ECRANS / page.ecran / "composition.py").exists())


@cache
def de_la_page(fichier: str) -> dict[str, Composition]:
    """Key of a board → how it is composed, in the order of the page; none where the page is not made of boards."""
    page = trouver(fichier)
    if page is None or page.fichier not in pages_composees():
        return {}
    module = import_module(f"ti_dashboard.ecrans.{page.ecran}.composition")
    declared: dict[str, tuple[Composition, ...]] = module.COMPOSITIONS
    return {one.cle: one for one in declared.get(page.fichier, ())}


def titre_de_la_page(contexte: Contexte, mots: Mots) -> str:
    """What its menu calls it; a sheet, what it is about (``TITRES`` of its screen)."""
    page = trouver(contexte.fichier)
    if page is None:
        return ""
    module = import_module(f"ti_dashboard.ecrans.{page.ecran}.composition")
    named = getattr(module, "TITRES", {}).get(page.fichier)
    return (named and named(contexte, mots)) or page.titre
