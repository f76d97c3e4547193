"""The pages, and the figures they show: the same pure builders as the screens."""

from importlib import import_module
from importlib.util import find_spec

from ti_dashboard.adresse import parametres
from ti_dashboard.adresse.pages import ENTREES, trouver
from ti_dashboard.adresse.parametres import Reperes
from ti_dashboard.langue.mots import Mot, abreger, proches
from ti_dashboard.questions.contexte import Contexte
from ti_dashboard.tableaux.modele import Mots
from ti_dashboard.tableaux.montres import AILLEURS, RIEN, Montrer, Trouves
from ti_dashboard.tableaux.origine import CHIFFRE

PAGES = {entree.fichier: entree.titre for entree in ENTREES}


def titre(page: str) -> str:
    known = trouver(page)
    return known.titre if known else f"« {page} »"


def inconnus(contexte: Contexte, mots: Mots) -> list[Mot]:
    """A page that is none of ours, with the closest, or what its parameters say that it does not understand."""
    page = contexte.page
    if page and page not in PAGES:
        return [
            Mot("", abreger(page), "Page inconnue", proches=tuple((code, code) for code, _ in proches(page, PAGES)))
        ]
    # A figure that is asked for is judged with the figures.
    others = {key: values for key, values in mots.items() if key != CHIFFRE}
    return list(parametres.incompris(others, Reperes(contexte.vocabulaire, mots, {}), page))


def chiffres(contexte: Contexte, mots: Mots) -> Trouves:
    """The figures of a page under its filters, or why there are none: what the folder of its screen says it shows.

    Only that folder is read: who checks one address does not load what the other screens need. A page that has figures
    and declares none is refused: nothing of it was compared.
    """
    page = trouver(contexte.page)
    if page is None:
        return RIEN
    module = f"ti_dashboard.ecrans.{page.ecran}.montres"
    declared: dict[str, Montrer] = import_module(module).MONTRES if find_spec(module) else {}
    if page.fichier in declared:
        return declared[page.fichier](contexte, mots)
    return AILLEURS if page.a_des_chiffres else RIEN
