"""The pages, and the figures they show: the same pure builders as the screens."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from ti_dashboard.adresse import parametres
from ti_dashboard.adresse.pages import ENTREES, trouver
from ti_dashboard.langue.mots import Mot, abreger, proches
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import RIEN, Montrer, Trouves

PAGES = {entree.fichier: entree.titre for entree in ENTREES}


def titre(page: str) -> str:
    return PAGES.get(page or "accueil", f"« {page} »")


def inconnus(page: str, mots: Mots) -> list[Mot]:
    """A page, or a parameter, that is none of ours, with the closest."""
    found = []
    if page and page not in PAGES:
        found.append(Mot("", abreger(page), "Page inconnue", proches=_proches(page, PAGES)))
    strange = [key for key in mots if parametres.trouver(key) is None]
    known = {key: key for key in parametres.noms()}
    return [*found, *(Mot("", abreger(k), "Paramètre inconnu", proches=_proches(k, known)) for k in strange)]


def _proches(texte: str, options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The codes that look most like it: what an address writes."""
    return tuple((code, code) for code, _ in proches(texte, options))


def chiffres(contexte: Contexte, mots: Mots) -> Trouves:
    """The figures of a page under its filters, or why there are none: what the folder of its screen says it shows.

    Only that folder is read: who checks one address does not load what the other screens need.
    """
    page = trouver(contexte.page)
    if page is None or find_spec(module := f"ti_dashboard.ecrans.{page.ecran}.montres") is None:
        return RIEN
    shown: Montrer | None = import_module(module).MONTRES.get(page.fichier)
    return RIEN if shown is None else shown(contexte, mots)
