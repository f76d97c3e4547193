"""The parameters of the address of this screen."""

from ti_dashboard.adresse.parametres import Parametre, un_choix
from ti_dashboard.ecrans.projets.tableaux import CHERCHE, COLONNES, TRI, VUE, VUES

_PAGES = ("projets",)
_TRIS = {sign + c.cle: c.libelle for c in COLONNES for sign in ("", "-")}
PAGE = Parametre(
    "page",
    "Page inconnue",
    "La liste commence à la première page.",
    _PAGES,
    bornes=(1, 99_999),
    est_lie=True,
    defaut="1",
)
PARAMETRES = (
    PAGE,
    Parametre(CHERCHE, pages=_PAGES, est_lie=True),
    un_choix(VUE, "projets", VUES, "Vue inconnue"),
    Parametre(TRI, "Colonne de tri inconnue", "Les projets les plus engagés viennent d'abord.", _PAGES, _TRIS),
)
